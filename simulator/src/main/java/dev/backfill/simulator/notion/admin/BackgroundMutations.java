package dev.backfill.simulator.notion.admin;

import dev.backfill.simulator.notion.workspace.Mutations;
import dev.backfill.simulator.notion.workspace.Node;
import dev.backfill.simulator.notion.workspace.NotionId;
import dev.backfill.simulator.notion.workspace.Workspace;
import dev.backfill.simulator.vendor.SteadyWork;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/** People at work while somebody reads: random pages are edited, added, put into the trash and deleted at steady rates. */
public final class BackgroundMutations implements AutoCloseable {

    private final Workspace workspace;
    private final Mutations mutations;
    private final SplittableRandom random;
    private final SteadyWork work = new SteadyWork("notion-mutations");
    private final SteadyWork.Kind<String> edits = work.add(this::edit);
    private final SteadyWork.Kind<String> adds = work.add(this::create);
    private final SteadyWork.Kind<String> trashes = work.add(this::trash);
    private final SteadyWork.Kind<String> deletes = work.add(this::delete);
    private Rates rates = new Rates(0, 0, 0, 0);

    /** @param seed picks the pages */
    public BackgroundMutations(Workspace workspace, Mutations mutations, long seed) {
        this.workspace = workspace;
        this.mutations = mutations;
        this.random = new SplittableRandom(seed);
    }

    /** How many of each in a second; 0 is none. */
    record Rates(double editsPerSecond, double addsPerSecond, double trashesPerSecond, double deletesPerSecond) {}

    /** Rates, and the ids that were touched since the start. */
    record Report(Rates rates, List<String> edited, List<String> added, List<String> trashed, List<String> deleted) {}

    synchronized void set(Rates wanted) {
        rates = wanted;
        edits.set(wanted.editsPerSecond());
        adds.set(wanted.addsPerSecond());
        trashes.set(wanted.trashesPerSecond());
        deletes.set(wanted.deletesPerSecond());
    }

    synchronized Report report() {
        return new Report(rates, edits.touched(), adds.touched(), trashes.touched(), deletes.touched());
    }

    private void edit(Set<String> edited) {
        Mutations.Edit edit = new Mutations.Edit(Optional.empty(), random.nextBoolean(), Optional.empty(),
                random.nextInt(4) == 0, false);
        pick(false).ifPresent(page -> edited.add(mutations.edit(page, withTitle(edit)).id().text()));
    }

    private void create(Set<String> added) {
        parent().ifPresent(parent -> added.add(mutations.create(parent).id().text()));
    }

    private void trash(Set<String> trashed) {
        pick(true).ifPresent(page -> trashed.add(mutations.trash(page, true).id().text()));
    }

    private void delete(Set<String> deleted) {
        pick(true).ifPresent(page -> {
            mutations.delete(page);
            deleted.add(page.id().text());
        });
    }

    private Mutations.Edit withTitle(Mutations.Edit edit) {
        return random.nextInt(3) != 0 ? edit : new Mutations.Edit(Optional.of("Edited " + random.nextInt(1_000_000)),
                edit.appendBlock(), edit.removeBlock(), edit.addComment(), edit.removeComment());
    }

    private Optional<Node> parent() {
        List<Node> sources = workspace.reading(() -> workspace.all(NotionId.Kind.DATA_SOURCE).stream()
                .filter(source -> source.isVisible() && !source.inTrash()).toList());
        return sources.isEmpty() ? Optional.empty() : Optional.of(sources.get(random.nextInt(sources.size())));
    }

    /** @param leaf whether nothing may lie in it, so that one mutation touches one page */
    private Optional<Node> pick(boolean leaf) {
        return workspace.reading(() -> {
            List<Node> pages = workspace.all(NotionId.Kind.PAGE);
            for (int attempt = 0; attempt < 50 && !pages.isEmpty(); attempt++) {
                Node page = pages.get(random.nextInt(pages.size()));
                if (page.isVisible() && !page.inTrash() && !(leaf && !page.children().isEmpty())) {
                    return Optional.of(page);
                }
            }
            return Optional.empty();
        });
    }

    @Override
    public void close() {
        work.close();
    }
}
