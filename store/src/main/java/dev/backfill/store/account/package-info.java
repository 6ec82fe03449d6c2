/** People who may sign in, and what they may do. */
@NullMarked
package dev.backfill.store.account;

import org.jspecify.annotations.NullMarked;
