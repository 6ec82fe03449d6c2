/** The routes of before, as their callers know them, over the same start and the same rows as the new ones. */
@NullMarked
package dev.backfill.gateway.legacy;

import org.jspecify.annotations.NullMarked;
