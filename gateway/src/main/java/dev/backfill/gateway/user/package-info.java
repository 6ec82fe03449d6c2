/** Looking at people, and deciding what they may do. */
@NullMarked
package dev.backfill.gateway.user;

import org.jspecify.annotations.NullMarked;
