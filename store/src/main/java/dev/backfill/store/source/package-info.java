/** The state of each source: which workers serve it, how current it is, and how much of it is stored. */
@NullMarked
package dev.backfill.store.source;

import org.jspecify.annotations.NullMarked;
