package dev.backfill.simulator.fireflies.meeting;

/** The meetings that are there from the start, by position in the order of their dates. */
public interface BaseMeetings {

    /** How many. */
    int size();

    /** The start in epoch milliseconds; never falls with the position. */
    long date(int position);

    /** The meeting as it was at first. */
    Meeting at(int position);
}
