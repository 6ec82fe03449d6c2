/** Asks the source what there is and cuts it into windows. */
@NullMarked
package dev.backfill.workers.plan;

import org.jspecify.annotations.NullMarked;
