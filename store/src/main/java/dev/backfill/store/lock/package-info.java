/** What one process does at a time. */
@NullMarked
package dev.backfill.store.lock;

import org.jspecify.annotations.NullMarked;
