/**
 * Seeded worlds in which listings are wrong, pulled by the real engine through the real sources.
 *
 * <p>One rule holds for every world: <b>a witness remains</b>. Each record is shown by the first listing or by every one after it, or an
 * earlier run stored it, or two listings differ in more than edits explain, or the vendor's count is honest. What every listing leaves
 * out in the same way, that nothing counts and that no earlier run stored, no tool can see; such worlds are not made.
 */
@NullMarked
package dev.backfill.workers.fuzz;

import org.jspecify.annotations.NullMarked;
