/// Holds what is read and written against a real API server.
@NullMarked
package dev.regalia.kube;

import org.jspecify.annotations.NullMarked;
