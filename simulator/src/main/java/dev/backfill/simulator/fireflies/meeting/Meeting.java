package dev.backfill.simulator.fireflies.meeting;

import java.util.Optional;

/**
 * One meeting, without its content.
 *
 * @param number decides id and content
 * @param date its start in epoch milliseconds, which it is filed under
 * @param appears when lists and its id begin to show it: hours after its start
 * @param ready when its summary is there; {@link #NEVER} until somebody says so. Sentences come half-way
 * @param edits what was changed since
 */
public record Meeting(long number, long date, long appears, long ready, Meeting.MeetingEdits edits) {

    /** Processing that does not end by itself. */
    public static final long NEVER = Long.MAX_VALUE;

    /** Its id. */
    public String id() {
        return MeetingId.of(number);
    }

    /** Whether its sentences are there. */
    public boolean hasSentences(long now) {
        return now >= appears + (ready - appears) / 2;
    }

    /** Whether all of it is there. */
    public boolean isProcessed(long now) {
        return now >= ready;
    }

    /** The same, changed. */
    Meeting edited(MeetingEdits other) {
        return new Meeting(number, date, appears, ready, other);
    }

    /** The same, processed from a time on. */
    Meeting readyAt(long time) {
        return new Meeting(number, date, appears, Math.max(appears, time), edits);
    }

    /**
     * What people and the vendor changed after the meeting.
     *
     * @param title in place of the first one
     * @param organizer in place of the drawn one
     * @param sentences how many there are, in place of the drawn number
     * @param corrections how many sentences somebody corrected
     * @param summaryVersion how often the summary was made anew
     */
    public record MeetingEdits(Optional<String> title, Optional<String> organizer, Optional<Integer> sentences, int corrections,
            int summaryVersion) {

        /** Nothing was changed. */
        public static final MeetingEdits NONE = new MeetingEdits(Optional.empty(), Optional.empty(), Optional.empty(), 0, 0);
    }
}
