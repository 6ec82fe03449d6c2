/** The request budget of a source, shared by all workers. */
@NullMarked
package dev.backfill.store.budget;

import org.jspecify.annotations.NullMarked;
