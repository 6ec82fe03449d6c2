/** What a worker tells of itself: its metrics, and whose work each of its log lines belongs to. */
@NullMarked
package dev.backfill.workers.observation;

import org.jspecify.annotations.NullMarked;
