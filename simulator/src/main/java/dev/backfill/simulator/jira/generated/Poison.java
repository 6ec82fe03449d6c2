package dev.backfill.simulator.jira.generated;

import dev.backfill.simulator.jira.site.Issue;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** Damage that real sites hold, in one issue of two hundred; off until it is switched on. */
public final class Poison {

    private static final int ONE_IN = 200;

    private final Draw draw;
    private final AtomicBoolean on;

    Poison(Draw draw, boolean on) {
        this.draw = draw;
        this.on = new AtomicBoolean(on);
    }

    /** What is wrong with an issue. */
    enum Kind { NUL, LONE_SURROGATE, HUGE_TEXT, FIRST_YEAR, LAST_YEAR, NO_DATE, NO_KEY, NAME_TWICE }

    /** Switches it on or off for the issues rendered from now on. */
    public void set(boolean value) {
        on.set(value);
    }

    /** Whether it is on. */
    public boolean isOn() {
        return on.get();
    }

    Optional<Kind> of(Issue issue) {
        if (!on.get() || draw.below(issue.seed(), Purpose.POISON, ONE_IN) != 0) {
            return Optional.empty();
        }
        return Optional.of(Kind.values()[draw.below(issue.seed(), Purpose.MANY, Kind.values().length)]);
    }
}
