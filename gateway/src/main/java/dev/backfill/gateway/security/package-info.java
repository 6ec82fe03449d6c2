/** Who is asking, and the headers that keep an answer private. */
@NullMarked
package dev.backfill.gateway.security;

import org.jspecify.annotations.NullMarked;
