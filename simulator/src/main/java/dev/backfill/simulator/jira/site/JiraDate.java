package dev.backfill.simulator.jira.site;

import dev.backfill.simulator.json.JsonBuffer;
import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneRules;
import java.util.concurrent.TimeUnit;

/** Instants as Jira writes them, {@code 2024-01-02T03:04:05.000+0800}: in the user's zone, no colon in the offset. */
public final class JiraDate {

    private static final long DAY = TimeUnit.DAYS.toMillis(1);
    /** Zones without a transition after this instant need no look-up, which doubles the speed of rendering. */
    private static final Instant SETTLED = Instant.parse("2005-01-01T00:00:00Z");

    private final ZoneRules rules;
    private final boolean settled;
    private final long settledOffset;

    /** @param zone of the user */
    public JiraDate(ZoneId zone) {
        rules = zone.getRules();
        settled = rules.nextTransition(SETTLED) == null;
        settledOffset = offset(SETTLED.toEpochMilli(), false);
    }

    /** Appends an instant in epoch milliseconds as a quoted string. */
    public JsonBuffer write(long instant, JsonBuffer out) {
        long offset = offset(instant, settled);
        long local = instant + offset * 1000;
        out.raw('"');
        writeDay(Math.floorDiv(local, DAY), out);
        long time = Math.floorMod(local, DAY);
        out.raw('T').digits(time / 3_600_000, 2).raw(':').digits(time / 60_000 % 60, 2).raw(':')
                .digits(time / 1000 % 60, 2).raw('.').digits(time % 1000, 3);
        long minutes = Math.abs(offset) / 60;
        return out.raw(offset < 0 ? '-' : '+').digits(minutes / 60, 2).digits(minutes % 60, 2).raw('"');
    }

    /** Appends the day of an instant as a quoted string, as in {@code duedate}. */
    public JsonBuffer writeDayOf(long instant, JsonBuffer out) {
        out.raw('"');
        writeDay(Math.floorDiv(instant + offset(instant, settled) * 1000, DAY), out);
        return out.raw('"');
    }

    private long offset(long instant, boolean known) {
        return known ? settledOffset : rules.getOffset(Instant.ofEpochMilli(instant)).getTotalSeconds();
    }

    /** Days since 1970 to a date of the Gregorian calendar, counting years from March as the leap day then comes last. */
    private static void writeDay(long epochDay, JsonBuffer out) {
        long shifted = epochDay + 719_468;
        long era = Math.floorDiv(shifted, 146_097);
        long dayOfEra = shifted - era * 146_097;
        long yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
        long dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        long march = (5 * dayOfYear + 2) / 153;
        long month = march < 10 ? march + 3 : march - 9;
        long year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
        out.digits(year, 4).raw('-').digits(month, 2).raw('-').digits(dayOfYear - (153 * march + 2) / 5 + 1, 2);
    }
}
