/// Tests of what plans become: objects, patches, documents and statuses, compared as the API server
/// would show them.
@NullMarked
package dev.regalia.render;

import org.jspecify.annotations.NullMarked;
