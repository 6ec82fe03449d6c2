package dev.backfill.simulator.jira.admin;

import dev.backfill.simulator.jira.site.BaseIssues;
import dev.backfill.simulator.jira.site.Mutations;
import dev.backfill.simulator.jira.site.Project;
import dev.backfill.simulator.jira.site.Site;
import dev.backfill.simulator.vendor.SteadyWork;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/** People at work while somebody reads: random issues are edited, added and deleted at steady rates. */
public final class BackgroundMutations implements AutoCloseable {

    private final Site site;
    private final Mutations mutations;
    private final SplittableRandom random;
    private final SteadyWork work = new SteadyWork("mutations");
    private final SteadyWork.Kind<Long> edits = work.add(this::edit);
    private final SteadyWork.Kind<Long> adds = work.add(this::create);
    private final SteadyWork.Kind<Long> deletes = work.add(this::delete);
    private Rates rates = new Rates(0, 0, 0);

    /** @param seed picks the issues */
    public BackgroundMutations(Site site, Mutations mutations, long seed) {
        this.site = site;
        this.mutations = mutations;
        this.random = new SplittableRandom(seed);
    }

    /** How many of each in a second; 0 is none. */
    record Rates(double editsPerSecond, double addsPerSecond, double deletesPerSecond) {}

    /** Rates, and the ids that were touched since the start. */
    record Report(Rates rates, List<String> edited, List<String> added, List<String> deleted) {}

    synchronized void set(Rates wanted) {
        rates = wanted;
        edits.set(wanted.editsPerSecond());
        adds.set(wanted.addsPerSecond());
        deletes.set(wanted.deletesPerSecond());
    }

    synchronized Report report() {
        return new Report(rates, texts(edits), texts(adds), texts(deletes));
    }

    private static List<String> texts(SteadyWork.Kind<Long> kind) {
        return kind.touched().stream().map(id -> Long.toString(id)).toList();
    }

    private void edit(Set<Long> edited) {
        Mutations.Edit edit = new Mutations.Edit(Optional.empty(), random.nextInt(3) == 0, random.nextInt(9) == 0);
        pick().flatMap(id -> mutations.edit(id, edit)).ifPresent(issue -> edited.add(issue.id()));
    }

    private void create(Set<Long> added) {
        project().ifPresent(project -> added.add(mutations.create(project).id()));
    }

    private void delete(Set<Long> deleted) {
        pick().filter(mutations::delete).ifPresent(deleted::add);
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
        work.close();
    }
}
