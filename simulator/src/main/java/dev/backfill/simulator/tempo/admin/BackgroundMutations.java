package dev.backfill.simulator.tempo.admin;

import dev.backfill.simulator.tempo.worklog.JiraFacts;
import dev.backfill.simulator.tempo.worklog.Mutations;
import dev.backfill.simulator.vendor.SteadyWork;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/** People at work while somebody reads: random worklogs are edited, moved, added and deleted at steady rates. */
public final class BackgroundMutations implements AutoCloseable {

    /** New and moved ones start on any of so many days before this one. */
    private static final int DAYS = 700;

    private final Mutations mutations;
    private final JiraFacts jira;
    private final SplittableRandom random;
    private final InstantSource clock;
    private final SteadyWork work = new SteadyWork("tempo-mutations");
    private final SteadyWork.Kind<Long> edits = work.add(this::edit);
    private final SteadyWork.Kind<Long> moves = work.add(this::move);
    private final SteadyWork.Kind<Long> adds = work.add(this::add);
    private final SteadyWork.Kind<Long> deletes = work.add(this::delete);
    private Rates rates = new Rates(0, 0, 0, 0);

    /** @param seed picks the worklogs */
    public BackgroundMutations(Mutations mutations, JiraFacts jira, long seed, InstantSource clock) {
        this.mutations = mutations;
        this.jira = jira;
        this.random = new SplittableRandom(seed);
        this.clock = clock;
    }

    /** How many of each in a second; 0 is none. */
    record Rates(double editsPerSecond, double movesPerSecond, double addsPerSecond, double deletesPerSecond) {}

    /** Rates, and the ids that were touched since the start. */
    record Report(Rates rates, List<Long> edited, List<Long> moved, List<Long> added, List<Long> deleted) {}

    synchronized void set(Rates wanted) {
        rates = wanted;
        edits.set(wanted.editsPerSecond());
        moves.set(wanted.movesPerSecond());
        adds.set(wanted.addsPerSecond());
        deletes.set(wanted.deletesPerSecond());
    }

    synchronized Report report() {
        return new Report(rates, edits.touched(), moves.touched(), adds.touched(), deletes.touched());
    }

    private void edit(Set<Long> touched) {
        any().flatMap(id -> mutations.edit(id, Mutations.Wanted.NOTHING)).ifPresent(worklog -> touched.add(worklog.id()));
    }

    private void move(Set<Long> touched) {
        any().flatMap(id -> mutations.edit(id, Mutations.Wanted.start(start()))).ifPresent(worklog -> touched.add(worklog.id()));
    }

    private void add(Set<Long> touched) {
        touched.add(mutations.create(Mutations.Wanted.start(start()), jira).id());
    }

    private void delete(Set<Long> touched) {
        any().filter(mutations::delete).ifPresent(touched::add);
    }

    private Optional<Long> any() {
        return mutations.any(random);
    }

    private LocalDateTime start() {
        return LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC).truncatedTo(ChronoUnit.MINUTES)
                .minusDays(random.nextInt(DAYS));
    }

    @Override
    public void close() {
        work.close();
    }
}
