/** The worker process: what it runs on which queue, and its settings. */
@NullMarked
package dev.backfill.workers;

import org.jspecify.annotations.NullMarked;
