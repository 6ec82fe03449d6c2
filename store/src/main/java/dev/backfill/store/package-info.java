/** PostgreSQL, as gateway and workers share it. */
@NullMarked
package dev.backfill.store;

import org.jspecify.annotations.NullMarked;
