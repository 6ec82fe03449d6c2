package dev.backfill.simulator.jira.generated;

import java.util.concurrent.TimeUnit;

/**
 * When issues were created and last updated. Creation never falls with the index: a slow start, years of steady work,
 * three weeks of great haste, an import within a minute, and steady work up to the reference time.
 */
final class Calendar {

    private static final long DAY = TimeUnit.DAYS.toMillis(1);
    /** All issues lie within this many days before the reference time, inside the range that clients ask for by default. */
    private static final int DAYS = 2_500;
    private static final double HASTE_FROM = 0.50;
    private static final double HASTE_TO = 0.70;
    private static final double[] SHARES = {0, 0.05, HASTE_FROM, HASTE_TO, HASTE_TO, 0.71, 0.71, 1};
    private static final double[] DATES = {0, 400, 1_500, 1_521, 1_522, 1_522 + 40.0 / 86_400, 1_523, DAYS};

    private final Draw draw;
    private final int size;
    private final long start;
    private final long now;
    private final long bulkEdit;

    /** @param now reference time in epoch milliseconds */
    Calendar(Draw draw, int size, long now) {
        this.draw = draw;
        this.size = size;
        this.now = now;
        this.start = now - DAYS * DAY;
        this.bulkEdit = Math.floorDiv(now - 200 * DAY, 60_000) * 60_000;
    }

    /** Whether an index falls into the three weeks of haste. */
    boolean inHaste(int index) {
        double share = (double) index / size;
        return share >= HASTE_FROM && share < HASTE_TO;
    }

    /** Epoch milliseconds. */
    long created(int index) {
        double share = (index + draw.fraction(index, Purpose.CREATED)) / size;
        int segment = 1;
        while (share >= SHARES[segment] && segment < SHARES.length - 1) {
            segment++;
        }
        double within = (share - SHARES[segment - 1]) / (SHARES[segment] - SHARES[segment - 1]);
        double days = DATES[segment - 1] + within * (DATES[segment] - DATES[segment - 1]);
        return Math.min(start + (long) (days * DAY), now - 2);
    }

    /** Epoch milliseconds; from the creation on, before the reference time. */
    long updated(int index) {
        long created = created(index);
        long room = now - 1 - created;
        int kind = draw.below(index, Purpose.LAG_KIND, 100);
        // Somebody edits one in a hundred of the old ones at once.
        if (kind == 99 && created < bulkEdit) {
            return bulkEdit + draw.below(index, Purpose.BULK_EDIT, 50_000);
        }
        double fraction = draw.fraction(index, Purpose.LAG);
        if (kind < 25) {
            return created;
        }
        if (kind < 85) {
            return created + (long) (fraction * fraction * fraction * Math.min(room, 90 * DAY));
        }
        return created + (long) (fraction * room);
    }
}
