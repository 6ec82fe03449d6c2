package dev.backfill.simulator.jira.site;

import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** What people do to issues: create, edit, move and delete, all as of now. */
public final class Mutations {

    /** Ids of added comments and changes: above all others, and exact even in a double. */
    private static final long FIRST_ADDED_PART = 90_000_000_000_000L;

    private final Site site;
    private final InstantSource clock;
    private final AtomicLong lastPart = new AtomicLong(FIRST_ADDED_PART);
    private final AtomicLong lastIssue;
    private final AtomicLong edits = new AtomicLong();

    /** @param clock gives {@code updated} and {@code created} */
    public Mutations(Site site, InstantSource clock) {
        this.site = site;
        this.clock = clock;
        long loaded = site.content().loaded().stream().mapToLong(Issue::id).max().orElse(0);
        int size = site.content().base().size();
        this.lastIssue = new AtomicLong(Math.max(loaded, size == 0 ? 0 : site.content().base().id(size - 1)));
    }

    /**
     * What an edit does beside changing the summary.
     *
     * @param summary absent for a numbered one
     */
    public record Edit(Optional<String> summary, boolean addComment, boolean removeComment) {}

    /** Edits an issue; nothing when there is none. */
    public synchronized Optional<Issue> edit(long id, Edit edit) {
        return site.find(id).map(issue -> {
            long now = clock.millis();
            String before = issue.edits().summary() == null ? issue.content().summary(issue) : issue.edits().summary();
            String after = edit.summary().orElseGet(() -> "Edit number " + edits.incrementAndGet());
            IssueEdits edits = issue.edits().withSummary(after, added(now, after, before));
            if (edit.addComment()) {
                edits = edits.withComment(added(now, "Another word on this 再说一句 🙂", ""));
            }
            if (edit.removeComment() && site.parts().total(PartKind.COMMENT, issue) > 0) {
                edits = edits.withOneCommentLess();
            }
            return put(issue.edited(edits, now));
        });
    }

    /** Moves an issue to another project under a new key; the old one goes on working. */
    public synchronized Optional<Issue> move(long id, Project target) {
        return site.find(id).map(issue -> {
            site.remember(site.key(issue), id);
            Issue moved = issue.moved(target.position(), site.projects().nextNumber(target.position()), clock.millis());
            site.remember(site.key(moved), id);
            return put(moved);
        });
    }

    /** Deletes an issue; false when there is none. */
    public synchronized boolean delete(long id) {
        boolean present = site.find(id).isPresent();
        if (present) {
            site.changes().put(id, Optional.empty());
        }
        return present;
    }

    /** Creates an issue. */
    public synchronized Issue create(Project project) {
        long id = lastIssue.incrementAndGet();
        long now = clock.millis();
        Issue issue = new Issue(id, project.position(), site.projects().nextNumber(project.position()), now, now, now, 0,
                0, id, site.content().newContent(), IssueEdits.NONE);
        site.remember(site.key(issue), id);
        return put(issue);
    }

    private IssueEdits.Added added(long now, String text, String before) {
        return new IssueEdits.Added(lastPart.incrementAndGet(), now, text, before);
    }

    private Issue put(Issue issue) {
        site.changes().put(issue.id(), Optional.of(issue));
        return issue;
    }
}
