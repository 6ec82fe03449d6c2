/** Full text: what is to be made searchable, and doing so after the load. */
@NullMarked
package dev.backfill.store.search;

import org.jspecify.annotations.NullMarked;
