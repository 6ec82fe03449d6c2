/** What of a run fails now. */
@NullMarked
package dev.backfill.store.trouble;

import org.jspecify.annotations.NullMarked;
