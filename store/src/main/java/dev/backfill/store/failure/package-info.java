/** The failures of a run, one by one, and whether they were mended since. */
@NullMarked
package dev.backfill.store.failure;

import org.jspecify.annotations.NullMarked;
