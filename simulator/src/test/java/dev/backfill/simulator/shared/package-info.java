/** What tests of all modules read beside this repository, and what is done where it is absent. */
@NullMarked
package dev.backfill.simulator.shared;

import org.jspecify.annotations.NullMarked;
