/** What a run covers of an earlier one: what failed in it, or what is to be fetched again. */
@NullMarked
package dev.backfill.store.selection;

import org.jspecify.annotations.NullMarked;
