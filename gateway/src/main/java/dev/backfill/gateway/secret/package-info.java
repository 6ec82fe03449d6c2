/** Where the process's own secrets come from, and how good they must be. */
@NullMarked
package dev.backfill.gateway.secret;

import org.jspecify.annotations.NullMarked;
