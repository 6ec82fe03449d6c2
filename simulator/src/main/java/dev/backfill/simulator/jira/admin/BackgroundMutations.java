package dev.backfill.simulator.jira.admin;

import dev.backfill.simulator.jira.site.BaseIssues;
import dev.backfill.simulator.jira.site.Mutations;
import dev.backfill.simulator.jira.site.Project;
import dev.backfill.simulator.jira.site.Site;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** People at work while somebody reads: random issues are edited, added and deleted at steady rates. */
public final class BackgroundMutations implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(BackgroundMutations.class);
    private static final int TICKS_PER_SECOND = 20;

    private final Site site;
    private final Mutations mutations;
    private final SplittableRandom random;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("mutations").daemon().factory());
    private final Set<Long> edited = new LinkedHashSet<>();
    private final Set<Long> added = new LinkedHashSet<>();
    private final Set<Long> deleted = new LinkedHashSet<>();
    private Rates rates = new Rates(0, 0, 0);
    private double edits;
    private double adds;
    private double deletes;

    /** @param seed picks the issues */
    public BackgroundMutations(Site site, Mutations mutations, long seed) {
        this.site = site;
        this.mutations = mutations;
        this.random = new SplittableRandom(seed);
        timer.scheduleAtFixedRate(this::tick, 0, 1_000 / TICKS_PER_SECOND, TimeUnit.MILLISECONDS);
    }

    /** How many of each in a second; 0 is none. */
    record Rates(double editsPerSecond, double addsPerSecond, double deletesPerSecond) {}

    /** Rates, and the ids that were touched since the start. */
    record Report(Rates rates, List<String> edited, List<String> added, List<String> deleted) {}

    synchronized void set(Rates wanted) {
        rates = wanted;
    }

    synchronized Report report() {
        return new Report(rates, texts(edited), texts(added), texts(deleted));
    }

    private static List<String> texts(Set<Long> ids) {
        return ids.stream().map(id -> Long.toString(id)).toList();
    }

    private synchronized void tick() {
        try {
            edits += rates.editsPerSecond() / TICKS_PER_SECOND;
            adds += rates.addsPerSecond() / TICKS_PER_SECOND;
            deletes += rates.deletesPerSecond() / TICKS_PER_SECOND;
            for (; edits >= 1; edits--) {
                Mutations.Edit edit = new Mutations.Edit(Optional.empty(), random.nextInt(3) == 0, random.nextInt(9) == 0);
                pick().flatMap(id -> mutations.edit(id, edit)).ifPresent(issue -> edited.add(issue.id()));
            }
            for (; adds >= 1; adds--) {
                project().ifPresent(project -> added.add(mutations.create(project).id()));
            }
            for (; deletes >= 1; deletes--) {
                pick().filter(mutations::delete).ifPresent(deleted::add);
            }
        } catch (RuntimeException e) {
            // An exception would end the timer without a word.
            LOG.error("a mutation failed", e);
        }
    }

    private Optional<Project> project() {
        List<Integer> positions = new ArrayList<>(site.projects().searchable());
        positions.sort(null);
        return positions.isEmpty() ? Optional.empty()
                : Optional.of(site.projects().at(positions.get(random.nextInt(positions.size()))));
    }

    private Optional<Long> pick() {
        BaseIssues base = site.content().base();
        if (base.size() > 0) {
            return Optional.of(base.id(random.nextInt(base.size())));
        }
        List<Long> ids = new ArrayList<>(site.changes().ids());
        ids.sort(null);
        return ids.isEmpty() ? Optional.empty() : Optional.of(ids.get(random.nextInt(ids.size())));
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
