/// Statements, their chain, signatures and exports, for those who have to show where a tenant ran.
/// Imports the JDK and Jackson only. The first class comes with the first statement.
@NullMarked
package dev.regalia.evidence;

import org.jspecify.annotations.NullMarked;
