/** The ids that a source lists, before and after the pull. */
@NullMarked
package dev.backfill.store.census;

import org.jspecify.annotations.NullMarked;
