/** API keys that were issued, without their secrets. */
@NullMarked
package dev.backfill.store.apikey;

import org.jspecify.annotations.NullMarked;
