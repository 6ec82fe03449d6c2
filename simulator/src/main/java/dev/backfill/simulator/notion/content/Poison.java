package dev.backfill.simulator.notion.content;

import dev.backfill.simulator.notion.workspace.Draw;
import dev.backfill.simulator.notion.workspace.Node;
import dev.backfill.simulator.notion.workspace.Purpose;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** Damage that real workspaces hold, in one page of a hundred; off until it is switched on. */
public final class Poison {

    private static final int ONE_IN = 100;

    private final Draw draw;
    private final AtomicBoolean on;

    /** @param on whether it is on from the start */
    public Poison(Draw draw, boolean on) {
        this.draw = draw;
        this.on = new AtomicBoolean(on);
    }

    /** What is wrong with a page. */
    enum Kind {
        NUL, LONE_SURROGATE, FIRST_YEAR, LAST_YEAR, NO_DATE, NAME_TWICE, NO_PROPERTIES, HUGE_NUMBER,
        /** Its first block has children that always answer 500. */
        UNREADABLE_CHILDREN,
        /** Its first block is of a type that nobody knows, and has children. */
        FUTURE_BLOCK,
        /** Its first block has null where the text belongs. */
        NO_TEXT
    }

    /** Switches it on or off for all that is rendered from now on. */
    public void set(boolean value) {
        on.set(value);
    }

    /** Whether it is on. */
    public boolean isOn() {
        return on.get();
    }

    Optional<Kind> of(Node page) {
        if (!on.get() || page.number() <= Special.CHAIN_END || !draw.oneIn(page.number(), Purpose.POISON, ONE_IN)) {
            return Optional.empty();
        }
        return Optional.of(Kind.values()[draw.below(page.number(), Purpose.POISON_KIND, Kind.values().length)]);
    }
}
