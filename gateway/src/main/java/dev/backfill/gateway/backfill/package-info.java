/** Starting, watching and steering backfills. */
@NullMarked
package dev.backfill.gateway.backfill;

import org.jspecify.annotations.NullMarked;
