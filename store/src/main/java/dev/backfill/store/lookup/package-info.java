/** Names that other tables hold, looked up by id, and columns that are filled with them later. */
@NullMarked
package dev.backfill.store.lookup;

import org.jspecify.annotations.NullMarked;
