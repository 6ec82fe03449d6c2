package dev.backfill.workers.plan;

import dev.backfill.store.budget.QuotaStanding;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * On which of a vendor's days requests are sent, of which a day permits only so many.
 *
 * @param days of how many days' quota some is used; null if days have no bound
 * @param waiting seconds until the last of these days begins
 * @param lastShare which part of all requests is sent on the last day, 0 to 1
 */
record QuotaSchedule(@Nullable Integer days, double waiting, double lastShare) {
    private static final QuotaSchedule AT_ONCE = new QuotaSchedule(null, 0, 1);

    static QuotaSchedule of(@Nullable QuotaStanding standing, double requests) {
        if (standing == null) {
            return AT_ONCE;
        }
        double start = seconds(standing.blockedFor());
        Integer perDay = standing.quota().perDay();
        Long leftToday = standing.leftToday();
        if (perDay == null || leftToday == null) {
            return new QuotaSchedule(null, start, 1);
        }
        double day = seconds(standing.quota().day());
        double nextDay = seconds(standing.untilNextDay());
        double left = leftToday;
        if (start >= nextDay) {
            nextDay += (Math.floor((start - nextDay) / day) + 1) * day;
            left = perDay;
        }
        if (requests <= left) {
            return new QuotaSchedule(requests > 0 ? 1 : 0, start, 1);
        }
        double later = requests - left;
        double laterDays = Math.ceil(later / perDay);
        double onLastDay = later - (laterDays - 1) * perDay;
        return new QuotaSchedule((int) laterDays + (left > 0 ? 1 : 0), nextDay + (laterDays - 1) * day, onLastDay / requests);
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1_000.0;
    }
}
