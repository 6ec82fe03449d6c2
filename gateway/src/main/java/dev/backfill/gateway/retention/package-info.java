/** Has the store forget what is no longer needed. */
@NullMarked
package dev.backfill.gateway.retention;

import org.jspecify.annotations.NullMarked;
