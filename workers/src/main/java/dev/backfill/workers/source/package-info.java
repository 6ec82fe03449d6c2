/** What a source is to the pull loop: partitions, a census, records. */
@NullMarked
package dev.backfill.workers.source;

import org.jspecify.annotations.NullMarked;
