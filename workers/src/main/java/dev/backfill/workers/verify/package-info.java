/** Compares the stored set with the source's and gives the verdict. */
@NullMarked
package dev.backfill.workers.verify;

import org.jspecify.annotations.NullMarked;
