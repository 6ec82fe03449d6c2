package dev.backfill.simulator.fireflies.meeting;

import java.util.function.Predicate;

/**
 * Which meetings a list holds.
 *
 * @param after their date is later than this, in epoch milliseconds
 * @param before their date is earlier than this
 * @param others what else must hold
 */
public record MeetingFilter(long after, long before, Predicate<Meeting> others) {

    /** Every meeting. */
    public static final MeetingFilter ALL = new MeetingFilter(Long.MIN_VALUE, Long.MAX_VALUE, _ -> true);
}
