/** The parts of the system, and what each needs in order to run on this machine. */
@NullMarked
package dev.backfill.standalone.part;

import org.jspecify.annotations.NullMarked;
