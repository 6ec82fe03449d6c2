package dev.backfill.simulator.notion.workspace;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** People at work. Each change shows at once to those who ask by id, and later to those who search. */
public final class Mutations {

    private final Workspace workspace;
    private final InstantSource clock;

    /** @param clock gives the time of each edit */
    public Mutations(Workspace workspace, InstantSource clock) {
        this.workspace = workspace;
        this.clock = clock;
    }

    /**
     * What to do to a page; with nothing but comments its time stays, as with the vendor.
     *
     * @param removeBlock number of a generated block, counted from 0
     */
    public record Edit(Optional<String> title, boolean appendBlock, Optional<Integer> removeBlock, boolean addComment,
            boolean removeComment) {

        boolean isOnlyComments() {
            return (addComment || removeComment) && title.isEmpty() && !appendBlock && removeBlock.isEmpty();
        }
    }

    /** Adds a page to a data source or below a page. */
    public Node create(Node parent) {
        return workspace.changing(() -> {
            Node node = workspace.add(NotionId.Kind.PAGE, parent, clock.millis());
            workspace.changed(node);
            return node;
        });
    }

    /** Edits one. */
    public Node edit(Node node, Edit edit) {
        return workspace.changing(() -> {
            Edits edits = node.newEdits();
            edit.title().ifPresent(edits::title);
            edit.removeBlock().ifPresent(edits::remove);
            if (edit.appendBlock()) {
                edits.append(clock.millis());
            }
            if (edit.addComment()) {
                edits.addComment();
            }
            if (edit.removeComment()) {
                edits.removeComment();
            }
            if (!edit.isOnlyComments()) {
                edits.touch();
                node.edited(clock.millis());
                workspace.changed(node);
            }
            return node;
        });
    }

    /** Puts it and all below it into the trash, or takes it out again; both count as edits. */
    public Node trash(Node node, boolean trashed) {
        return workspace.changing(() -> {
            node.trash(trashed);
            node.edited(clock.millis());
            workspace.changed(node);
            return node;
        });
    }

    /** Puts it away, or takes it out again; both count as edits. */
    public Node archive(Node node, boolean archived) {
        return workspace.changing(() -> {
            node.archive(archived);
            node.edited(clock.millis());
            workspace.changed(node);
            return node;
        });
    }

    /** Takes access away, or gives it. No edit: the time stays. */
    public Node share(Node node, boolean shared) {
        return workspace.changing(() -> {
            node.share(shared ? Node.Sharing.SHARED : Node.Sharing.UNSHARED);
            workspace.changed(node);
            return node;
        });
    }

    /** Moves it; an {@link IllegalArgumentException} says when it would lie in itself. */
    public Node move(Node node, Node parent) {
        for (Optional<Node> above = Optional.of(parent); above.isPresent(); above = above.get().parent()) {
            if (above.get() == node) {
                throw new IllegalArgumentException("a page cannot lie in itself");
            }
        }
        return workspace.changing(() -> {
            node.place(parent, -1);
            node.edited(clock.millis());
            workspace.changed(node);
            return node;
        });
    }

    /** Deletes it and all below it for ever. */
    public void delete(Node node) {
        workspace.changing(() -> {
            List<Node> all = new ArrayList<>();
            collect(node, all);
            all.reversed().forEach(Node::vanish);
            all.forEach(workspace::changed);
            return node;
        });
    }

    private static void collect(Node node, List<Node> all) {
        all.add(node);
        node.children().forEach(child -> collect(child, all));
    }
}
