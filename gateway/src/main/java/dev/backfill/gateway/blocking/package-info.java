/** The one way off the event loop. */
@NullMarked
package dev.backfill.gateway.blocking;

import org.jspecify.annotations.NullMarked;
