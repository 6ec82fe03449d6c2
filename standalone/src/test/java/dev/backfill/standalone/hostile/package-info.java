/** What an attacker sends, and what must come of it: one table, by theme. */
@NullMarked
package dev.backfill.standalone.hostile;

import org.jspecify.annotations.NullMarked;
