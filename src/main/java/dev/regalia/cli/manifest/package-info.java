/// Pools and tenants from YAML files, checked as the API server would check them, and laid over a
/// snapshot. Everything that is wrong with the files is found at once, each with its line. Start at
/// [Manifests].
@NullMarked
package dev.regalia.cli.manifest;

import org.jspecify.annotations.NullMarked;
