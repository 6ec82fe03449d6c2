package dev.backfill.simulator.tempo.worklog;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Damage in one worklog of a hundred, of all kinds in turn; off until it is switched on. Lists find a damaged one where
 * the sound one lies.
 */
public final class Poison {

    private static final int ONE_IN = 100;
    private static final int REMAINDER = 57;

    private final AtomicBoolean on;

    /** @param on whether it is on from the start */
    public Poison(boolean on) {
        this.on = new AtomicBoolean(on);
    }

    /** What is wrong with a worklog. */
    enum Kind {
        NUL, LONE_SURROGATE, HUGE_TEXT, FIRST_YEAR, LAST_YEAR, NO_DATE, NO_TIME, NO_ID, NO_ISSUE, NO_AUTHOR, NEGATIVE_SECONDS,
        HUGE_SECONDS, NAME_TWICE, NO_ATTRIBUTES, NESTED_ATTRIBUTE
    }

    /** Switches it on or off for the worklogs written from now on. */
    public void set(boolean value) {
        on.set(value);
    }

    /** Whether it is on. */
    public boolean isOn() {
        return on.get();
    }

    Optional<Kind> of(Worklog worklog) {
        // Ids come in steps that have no factor in common with a hundred.
        if (!on.get() || worklog.id() % ONE_IN != REMAINDER) {
            return Optional.empty();
        }
        return Optional.of(Kind.values()[(int) (worklog.id() / ONE_IN % Kind.values().length)]);
    }
}
