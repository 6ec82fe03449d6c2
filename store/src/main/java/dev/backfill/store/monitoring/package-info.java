/** What operators watch, in figures: how current each source is, what holds it up, and how many runs are in which state. */
@NullMarked
package dev.backfill.store.monitoring;

import org.jspecify.annotations.NullMarked;
