/** Forgets what is no longer needed, a little at a time. */
@NullMarked
package dev.backfill.store.retention;

import org.jspecify.annotations.NullMarked;
