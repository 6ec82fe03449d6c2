/** What can be made to go wrong while the server runs, and how often it did. */
@NullMarked
package dev.backfill.simulator.fault;

import org.jspecify.annotations.NullMarked;
