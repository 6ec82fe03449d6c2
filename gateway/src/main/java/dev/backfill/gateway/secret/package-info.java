/** How good the secrets of this process must be. */
@NullMarked
package dev.backfill.gateway.secret;

import org.jspecify.annotations.NullMarked;
