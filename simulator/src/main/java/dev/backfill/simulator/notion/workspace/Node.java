package dev.backfill.simulator.notion.workspace;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A page, database or data source. Changed only by its {@link Workspace}, under that one's lock. */
public final class Node {

    private static final Edits UNEDITED = new Edits();

    private final NotionId.Kind kind;
    private final int number;
    private final long created;
    private final boolean listed;
    private final List<Node> children = new ArrayList<>(0);
    private @Nullable Edits edits;
    private @Nullable Node parent;
    private int parentBlock = -1;
    private long edited;
    private boolean trashed;
    private boolean archived;
    private boolean gone;
    private Sharing sharing = Sharing.INHERITED;

    /** Whether the integration was given an object, denied it, or sees what it sees of the parent. */
    public enum Sharing { INHERITED, SHARED, UNSHARED }

    /**
     * @param created epoch milliseconds
     * @param edited epoch milliseconds
     * @param listed false for what searches never find
     */
    public Node(NotionId.Kind kind, int number, long created, long edited, boolean listed) {
        this.kind = kind;
        this.number = number;
        this.created = created;
        this.edited = edited;
        this.listed = listed;
    }

    public NotionId.Kind kind() {
        return kind;
    }

    /** Its place among those of its kind. */
    public int number() {
        return number;
    }

    public NotionId id() {
        return NotionId.of(kind, number);
    }

    public boolean isPage() {
        return kind == NotionId.Kind.PAGE;
    }

    /** Whether it is a page of a data source. */
    public boolean isRow() {
        return parent != null && parent.kind == NotionId.Kind.DATA_SOURCE;
    }

    /** What it lies in; the workspace itself when empty. */
    public Optional<Node> parent() {
        return Optional.ofNullable(parent);
    }

    /** The block of the parent that it lies in, or -1. */
    public int parentBlock() {
        return parentBlock;
    }

    /** What lies directly in it, in order. */
    public List<Node> children() {
        return children;
    }

    /** Epoch milliseconds, exact. */
    public long created() {
        return created;
    }

    /** Epoch milliseconds, exact. */
    public long edited() {
        return edited;
    }

    /** Whether searches find it: not what was put away. */
    public boolean isListed() {
        return listed && !archived;
    }

    /** Whether it was put away, which is not the trash: queries give it only when asked for such. */
    public boolean isArchived() {
        return archived;
    }

    /** Puts it away or takes it out again. */
    public void archive(boolean value) {
        archived = value;
    }

    public boolean isGone() {
        return gone;
    }

    /** Whether it or something that it lies in was put into the trash. */
    public boolean inTrash() {
        return trashed || parent != null && parent.inTrash();
    }

    /** Whether the integration sees it, in the trash or not. */
    public boolean isVisible() {
        if (gone) {
            return false;
        }
        return switch (sharing) {
            case SHARED -> true;
            case UNSHARED -> false;
            case INHERITED -> parent == null || parent.isVisible();
        };
    }

    /** What became of its content. */
    public Edits edits() {
        return edits == null ? UNEDITED : edits;
    }

    Edits newEdits() {
        if (edits == null) {
            edits = new Edits();
        }
        return edits;
    }

    /** Puts it somewhere else, or somewhere for the first time. */
    public void place(@Nullable Node newParent, int block) {
        if (parent != null) {
            parent.children.remove(this);
        }
        parent = newParent;
        parentBlock = block;
        if (newParent != null) {
            newParent.children.add(this);
        }
    }

    /** Gives or denies access. */
    public void share(Sharing value) {
        sharing = value;
    }

    /** Puts it into the trash or takes it out. */
    public void trash(boolean value) {
        trashed = value;
    }

    void edited(long time) {
        edited = time;
    }

    void vanish() {
        gone = true;
        if (parent != null) {
            parent.children.remove(this);
        }
    }
}
