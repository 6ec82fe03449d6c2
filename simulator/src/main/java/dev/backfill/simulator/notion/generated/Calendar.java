package dev.backfill.simulator.notion.generated;

import dev.backfill.simulator.notion.workspace.Draw;
import dev.backfill.simulator.notion.workspace.Purpose;
import java.util.concurrent.TimeUnit;

/** When objects were made and last edited: steady work over years, and one minute in which a script edited very many. */
final class Calendar {

    private static final long DAY = TimeUnit.DAYS.toMillis(1);
    private static final int DAYS = 1_500;

    private final Draw draw;
    private final int size;
    private final long now;
    private final long bulkEdit;

    /** @param now reference time in epoch milliseconds, which everything lies before */
    Calendar(Draw draw, int size, long now) {
        this.draw = draw;
        this.size = size;
        this.now = now;
        this.bulkEdit = now - 90 * DAY;
    }

    /** Epoch milliseconds; never falls with the number. */
    long created(int number) {
        double share = (number + draw.fraction(number, Purpose.CREATED)) / size;
        return Math.min(now - DAYS * DAY + (long) (share * DAYS * DAY), now - 2);
    }

    /** Epoch milliseconds. */
    long edited(int number) {
        long created = created(number);
        int kind = draw.below(number, Purpose.EDITED_KIND, 100);
        if (kind < 10 && created < bulkEdit) {
            return bulkEdit + kind * 1_000;
        }
        double fraction = draw.fraction(number, Purpose.EDITED);
        return kind < 40 ? created : created + (long) (fraction * fraction * (now - 1 - created));
    }
}
