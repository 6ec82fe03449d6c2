/** What a worker process is set to. */
@NullMarked
package dev.backfill.workers.settings;

import org.jspecify.annotations.NullMarked;
