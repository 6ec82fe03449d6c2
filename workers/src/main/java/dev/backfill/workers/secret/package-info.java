/** What this process must never say. */
@NullMarked
package dev.backfill.workers.secret;

import org.jspecify.annotations.NullMarked;
