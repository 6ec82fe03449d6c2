/** What was done to workflows from outside, and what PostgreSQL was restored to, brought together again. */
@NullMarked
package dev.backfill.workers.reconcile;

import org.jspecify.annotations.NullMarked;
