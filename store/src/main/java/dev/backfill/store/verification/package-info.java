/** The comparison of the stored set with the source's. */
@NullMarked
package dev.backfill.store.verification;

import org.jspecify.annotations.NullMarked;
