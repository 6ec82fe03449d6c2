/** How much a client may ask for. */
@NullMarked
package dev.backfill.gateway.limit;

import org.jspecify.annotations.NullMarked;
