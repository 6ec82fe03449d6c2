/** The rows of windows: lease, cursor and counts. */
@NullMarked
package dev.backfill.store.window;

import org.jspecify.annotations.NullMarked;
