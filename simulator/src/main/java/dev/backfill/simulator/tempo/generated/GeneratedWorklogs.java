package dev.backfill.simulator.tempo.generated;

import dev.backfill.simulator.tempo.worklog.BaseWorklogs;
import dev.backfill.simulator.tempo.worklog.JiraFacts;
import dev.backfill.simulator.tempo.worklog.Row;
import dev.backfill.simulator.tempo.worklog.Worklog;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/** Generated worklogs: sixteen bytes of memory each. */
public final class GeneratedWorklogs implements BaseWorklogs {

    /** The place of a worklog takes so many of the lower bits of a key, the local second of its start the others. */
    private static final int PLACE_BITS = 23;
    private static final long PLACES = (1L << PLACE_BITS) - 1;
    private static final long FIRST_ID = 1_001;
    private static final int ID_STEP = 7;
    /** An odd number, so that the seeds of no two worklogs are equal. */
    private static final long SPREAD = 0xD1342543DE82EF95L;
    private static final long FIRST_FOREIGN_ISSUE = 9_000_001;
    private static final int FOREIGN = 40;
    private static final Duration UTC_TOLD_FOR = Duration.ofDays(550);

    private final long seed;
    private final Instant now;
    private final MonthPlan months;
    private final StartPlan starts;
    private final JiraFacts jira;
    private final long[] byStart;
    private final long[] updated;

    /**
     * Draws when each was entered and begun.
     *
     * @param monthCount over how many months, up to the reference time
     * @param now all were entered before it; some work is planned for the days after it
     */
    public GeneratedWorklogs(long seed, int size, int monthCount, Instant now, JiraFacts jira) {
        this.seed = seed;
        this.now = now;
        this.months = new MonthPlan(seed, monthCount, now);
        this.starts = new StartPlan(months);
        this.jira = jira;
        this.byStart = new long[size];
        this.updated = new long[size];
        for (int place = 0; place < size; place++) {
            Worklog worklog = at(place);
            byStart[place] = worklog.start().toEpochSecond(ZoneOffset.UTC) << PLACE_BITS | place;
            updated[place] = worklog.updated().getEpochSecond();
        }
        Arrays.sort(byStart);
    }

    @Override
    public int size() {
        return updated.length;
    }

    @Override
    public long id(int place) {
        return FIRST_ID + (long) place * ID_STEP;
    }

    @Override
    public Optional<Worklog> find(long id) {
        long steps = id - FIRST_ID;
        boolean one = steps >= 0 && steps % ID_STEP == 0 && steps / ID_STEP < size();
        return one ? Optional.of(at((int) (steps / ID_STEP))) : Optional.empty();
    }

    @Override
    public void forEach(long from, long to, Consumer<Row> consumer) {
        long first = Math.max(0, from) << PLACE_BITS;
        int found = Arrays.binarySearch(byStart, first);
        for (int i = found < 0 ? -found - 1 : found; i < size() && byStart[i] >> PLACE_BITS < to; i++) {
            int place = (int) (byStart[i] & PLACES);
            consumer.accept(new Row(byStart[i] >> PLACE_BITS, id(place), updated[place]));
        }
    }

    private Worklog at(int place) {
        SplittableRandom random = new SplittableRandom(seed + (place + 1) * SPREAD);
        Instant entered = months.entered((place + random.nextDouble()) / size());
        int person = person(random);
        var zone = Texts.ZONES.get(person % Texts.ZONES.size());
        StartPlan.Work work = starts.work(entered, zone, random);
        Instant created = entered.truncatedTo(ChronoUnit.SECONDS);
        return new Worklog(id(place), issue(entered, random), author(person), zone, work.start(), work.seconds(),
                billable(work.seconds(), random), Texts.description(random, place), created, updated(created, random),
                Texts.attributes(random), Duration.between(entered, now).compareTo(UTC_TOLD_FOR) < 0);
    }

    private long issue(Instant entered, SplittableRandom random) {
        int foreign = random.nextInt(50);
        double choice = random.nextDouble();
        if (foreign == 0 || jira.issues() == 0) {
            return FIRST_FOREIGN_ISSUE + (long) (choice * FOREIGN);
        }
        int before = jira.createdBefore(entered);
        // Most time goes to what is new.
        return jira.issue(before == 0 ? (int) (choice * jira.issues()) : (int) (before * Math.sqrt(choice)));
    }

    /** The first numbers are strangers, the others Jira's users, few of whom do most of the work. */
    private int person(SplittableRandom random) {
        int known = jira.accounts().size();
        int stranger = random.nextInt(40);
        double choice = random.nextDouble();
        return stranger == 0 || known == 0 ? (int) (choice * FOREIGN) : FOREIGN + (int) (choice * choice * known);
    }

    private String author(int person) {
        return person < FOREIGN ? "712020:00000000-0000-4000-8000-%012d".formatted(person)
                : jira.accounts().get(person - FOREIGN);
    }

    private static long billable(long seconds, SplittableRandom random) {
        int choice = random.nextInt(20);
        return choice < 4 ? 0 : choice == 4 ? seconds + 900 : choice == 5 ? seconds / 2 : seconds;
    }

    private Instant updated(Instant created, SplittableRandom random) {
        int kind = random.nextInt(100);
        double fraction = random.nextDouble();
        long room = Math.max(0, Duration.between(created, now).toSeconds() - 1);
        if (kind < 70) {
            return created;
        }
        return created.plusSeconds((long) (fraction * (kind < 95 ? Math.min(room, 20 * 86_400) : room)));
    }
}
