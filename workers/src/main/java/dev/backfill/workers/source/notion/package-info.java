/** Notion: data sources and the workspace as partitions, pages with their blocks and comments as records. */
@NullMarked
package dev.backfill.workers.source.notion;

import org.jspecify.annotations.NullMarked;
