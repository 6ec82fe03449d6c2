/** JSON text, written fast and compared exactly. */
@NullMarked
package dev.backfill.simulator.json;

import org.jspecify.annotations.NullMarked;
