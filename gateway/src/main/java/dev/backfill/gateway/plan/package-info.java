/** Dry runs and their plans, starts that name one, and trying a query: what asks a source and waits for its answer. */
@NullMarked
package dev.backfill.gateway.plan;

import org.jspecify.annotations.NullMarked;
