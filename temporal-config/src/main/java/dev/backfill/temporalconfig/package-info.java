/** What a Temporal service needs in order to serve backfills, and the command that applies it. */
@NullMarked
package dev.backfill.temporalconfig;

import org.jspecify.annotations.NullMarked;
