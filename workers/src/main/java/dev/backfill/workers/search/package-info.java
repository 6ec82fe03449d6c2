/** Keeping full text current beside the load. */
@NullMarked
package dev.backfill.workers.search;

import org.jspecify.annotations.NullMarked;
