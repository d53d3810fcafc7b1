/// What the command line says of a plan: first as data ([PlanReport]), then as text, JSON or
/// Markdown made from that data alone. Pure: no client, clock or terminal.
@NullMarked
package dev.regalia.cli.report;

import org.jspecify.annotations.NullMarked;
