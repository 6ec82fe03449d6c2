package dev.backfill.simulator.fireflies.generated;

import dev.backfill.simulator.fireflies.meeting.BaseMeetings;
import dev.backfill.simulator.fireflies.meeting.Meeting;
import java.time.Duration;
import java.time.Instant;

/** Meetings of a seed: only their dates are held. */
public final class GeneratedMeetings implements BaseMeetings {

    private static final int HOURS_UNTIL_SHOWN = 8;

    private final long[] dates;
    private final Processing processing;
    private final int firstUnprocessed;

    /**
     * What they are made of.
     *
     * @param months over how many of them
     * @param now all have appeared by then
     * @param unprocessed how many of the newest are being processed
     * @param processing from when to when
     */
    public record Recipe(long seed, int size, int months, Instant now, int unprocessed, Processing processing) {}

    /** Epoch milliseconds. */
    public record Processing(long from, long to) {}

    /** Draws the dates. */
    public GeneratedMeetings(Recipe recipe) {
        dates = new MeetingDates(new Chance(recipe.seed()), recipe.size(), recipe.months(), recipe.now()).draw();
        firstUnprocessed = Math.max(0, recipe.size() - recipe.unprocessed());
        processing = recipe.processing();
    }

    @Override
    public int size() {
        return dates.length;
    }

    @Override
    public long date(int position) {
        return dates[position];
    }

    @Override
    public Meeting at(int position) {
        long shown = dates[position] + Duration.ofHours(1 + position % HOURS_UNTIL_SHOWN).toMillis();
        if (position < firstUnprocessed) {
            return new Meeting(position, dates[position], shown, shown, Meeting.MeetingEdits.NONE);
        }
        return new Meeting(position, dates[position], processing.from(), processing.to(), Meeting.MeetingEdits.NONE);
    }
}
