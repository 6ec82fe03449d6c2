/** HTTP to a source: budget, deadlines, bounds, and what each answer means. */
@NullMarked
package dev.backfill.workers.source.http;

import org.jspecify.annotations.NullMarked;
