/** What dry runs estimated, what was predicted of runs, and the history that both rest on. */
@NullMarked
package dev.backfill.store.plan;

import org.jspecify.annotations.NullMarked;
