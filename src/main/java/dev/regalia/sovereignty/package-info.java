/// Requirements, offers, provenance, rules and verdicts: whether what a node proves covers what a
/// tenant requires. Pure; imports the JDK only. The first class comes with `SovereigntyProfile`.
@NullMarked
package dev.regalia.sovereignty;

import org.jspecify.annotations.NullMarked;
