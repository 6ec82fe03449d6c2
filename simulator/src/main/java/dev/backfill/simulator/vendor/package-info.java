/** What every vendor's API has in common here: where it lies, how it is administered, and what can go wrong with it. */
@NullMarked
package dev.backfill.simulator.vendor;

import org.jspecify.annotations.NullMarked;
