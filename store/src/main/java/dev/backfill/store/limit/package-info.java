/** How many requests a client has left, counted for all gateways together. */
@NullMarked
package dev.backfill.store.limit;

import org.jspecify.annotations.NullMarked;
