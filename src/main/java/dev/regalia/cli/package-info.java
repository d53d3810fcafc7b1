/// The command line `regalia`: reads a cluster or a snapshot file, asks the same planner as the
/// operator, and prints. It never writes to a cluster. Start at [CommandLineTool]; what is printed
/// is made in `report`, YAML is read in `manifest`, snapshot files are [SnapshotFiles].
@NullMarked
package dev.regalia.cli;

import org.jspecify.annotations.NullMarked;
