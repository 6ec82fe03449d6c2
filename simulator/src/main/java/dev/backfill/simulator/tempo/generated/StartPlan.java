package dev.backfill.simulator.tempo.generated;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.SplittableRandom;

/** When the work was done that somebody entered at an instant, and how long it took. */
final class StartPlan {

    private final MonthPlan months;

    StartPlan(MonthPlan months) {
        this.months = months;
    }

    /**
     * Work.
     *
     * @param start local
     * @param seconds 0 and more
     */
    record Work(LocalDateTime start, long seconds) {}

    Work work(Instant entered, ZoneId zone, SplittableRandom random) {
        LocalDate today = entered.atZone(ZoneOffset.UTC).toLocalDate();
        int kind = random.nextInt(100);
        if (kind < 20 && months.isRecent(entered)) {
            return usual(today.plusDays(11 + random.nextInt(20)), random);
        }
        Work work = switch (kind) {
            case 98, 99 -> aroundChangeOfClock(entered, zone, random);
            case 97 -> usual(today.plusDays(1 + random.nextInt(20)), random);
            case 95, 96 -> usual(today.minusDays(30 + random.nextInt(370)), random);
            case 92, 93, 94 -> new Work(today.minusDays(random.nextInt(4)).atTime(22, random.nextInt(60)),
                    (3 + random.nextInt(6)) * 3_600L);
            default -> usual(today.minusDays(kind < 50 ? 0 : random.nextInt(4)), random);
        };
        return months.holds(work.start().toLocalDate()) ? work : usual(today, random);
    }

    private static Work usual(LocalDate day, SplittableRandom random) {
        int second = random.nextInt(10) == 0 ? random.nextInt(60) : 0;
        return new Work(day.atTime(7 + random.nextInt(12), random.nextInt(4) * 15, second), seconds(random));
    }

    private static long seconds(SplittableRandom random) {
        return switch (random.nextInt(60)) {
            case 0 -> 0;
            case 1 -> 1 + random.nextInt(3_600);
            case 2 -> 86_400 + random.nextInt(4) * 3_600L;
            default -> (1 + random.nextInt(32)) * 900L;
        };
    }

    /** Before it and over it, or within the hour that is missing or comes twice. */
    private static Work aroundChangeOfClock(Instant entered, ZoneId zone, SplittableRandom random) {
        ZoneOffsetTransition change = zone.getRules().previousTransition(entered);
        if (change == null) {
            return usual(entered.atZone(ZoneOffset.UTC).toLocalDate(), random);
        }
        LocalDateTime earlier = change.isGap() ? change.getDateTimeBefore() : change.getDateTimeAfter();
        return new Work(random.nextBoolean() ? earlier.plusMinutes(15) : earlier.minusMinutes(30), 3 * 3_600L);
    }
}
