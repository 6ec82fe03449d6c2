/** Streams of what runs go through, as Server-Sent Events (WHATWG HTML 9.2). */
@NullMarked
package dev.backfill.gateway.event;

import org.jspecify.annotations.NullMarked;
