/** Turns failures of sources and of PostgreSQL into Temporal's. */
@NullMarked
package dev.backfill.workers.failure;

import org.jspecify.annotations.NullMarked;
