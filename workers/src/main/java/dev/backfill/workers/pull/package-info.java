/** The pull loop. */
@NullMarked
package dev.backfill.workers.pull;

import org.jspecify.annotations.NullMarked;
