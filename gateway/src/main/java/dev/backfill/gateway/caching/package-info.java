/** Answers that a client may keep and ask about again (RFC 9110 13, RFC 9111). */
@NullMarked
package dev.backfill.gateway.caching;

import org.jspecify.annotations.NullMarked;
