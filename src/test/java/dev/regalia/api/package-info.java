/// The API as a real API server serves it: its rules, its columns and its manners.
@NullMarked
package dev.regalia.api;

import org.jspecify.annotations.NullMarked;
