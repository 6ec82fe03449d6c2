/** The record of who did what. */
@NullMarked
package dev.backfill.store.audit;

import org.jspecify.annotations.NullMarked;
