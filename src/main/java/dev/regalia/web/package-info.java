/// The page: read-only views of snapshot and plan. A host, so that no other host imports it or is
/// imported by it. The first class comes with the page.
@NullMarked
package dev.regalia.web;

import org.jspecify.annotations.NullMarked;
