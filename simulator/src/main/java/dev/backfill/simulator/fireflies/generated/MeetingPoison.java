package dev.backfill.simulator.fireflies.generated;

import dev.backfill.simulator.fireflies.meeting.Meeting;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;

/** Damage that recordings of years hold, in one meeting of a hundred; off until it is switched on. */
public final class MeetingPoison {

    private static final int ONE_IN = 100;

    private final Chance chance;
    private final AtomicBoolean on;

    /** @param on from the start */
    public MeetingPoison(long seed, boolean on) {
        this.chance = new Chance(seed);
        this.on = new AtomicBoolean(on);
    }

    /** What is wrong with a meeting. */
    public enum Kind {
        /** U+0000 in title and sentences. */
        NUL,
        /** Halves of surrogate pairs in title and sentences. */
        LONE_SURROGATE,
        /** One sentence of five megabytes. */
        HUGE_TEXT,
        /** A date as text of the year 1, and none as a number. */
        FIRST_YEAR,
        /** The same of the year 9999. */
        LAST_YEAR,
        /** Neither date. */
        NO_DATE,
        /** A date as text that is none. */
        ODD_DATE,
        /** Several sentences with one index. */
        INDEX_TWICE,
        /** Sentences that end before they begin, and one without times. */
        ODD_TIMES,
        /** A duration beyond every clock. */
        HUGE_DURATION,
        /** Nulls in lists of participants, attendees and speakers. */
        NULLS_IN_LISTS
    }

    /** Switches it on or off from now on. */
    public void set(boolean value) {
        on.set(value);
    }

    /** Whether it is on. */
    public boolean isOn() {
        return on.get();
    }

    /** What is wrong with a meeting now. */
    public Optional<Kind> of(Meeting meeting) {
        if (!on.get()) {
            return Optional.empty();
        }
        SplittableRandom random = chance.of(meeting.number(), Chance.Purpose.POISON);
        return random.nextInt(ONE_IN) == 0 ? Optional.of(Kind.values()[random.nextInt(Kind.values().length)]) : Optional.empty();
    }
}
