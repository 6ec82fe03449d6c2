package dev.backfill.simulator.notion.generated;

import dev.backfill.simulator.notion.NotionOptions;
import dev.backfill.simulator.notion.content.Special;
import dev.backfill.simulator.notion.workspace.Draw;
import dev.backfill.simulator.notion.workspace.Node;
import dev.backfill.simulator.notion.workspace.NotionId;
import dev.backfill.simulator.notion.workspace.Purpose;
import dev.backfill.simulator.notion.workspace.Workspace;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes a workspace: three pages of five are rows of data sources, the others lie in each other. Some are not shared
 * though what lies in them is, some are in the trash, some are never found by searching.
 */
public final class WorkspaceGenerator {

    private static final int SPECIAL_END = Special.CHAIN_END + 1;
    private static final int ROWS_OF_FIVE = 3;

    private final Draw draw;
    private final Calendar calendar;
    private final NotionOptions options;
    private final List<Node> pages = new ArrayList<>();
    private final List<Node> documents = new ArrayList<>();
    private final List<Node> databases = new ArrayList<>();
    private final List<Node> sources = new ArrayList<>();
    private final Map<Node, List<Node>> rows = new IdentityHashMap<>();

    /** @param now reference time that everything lies before */
    public WorkspaceGenerator(NotionOptions options, Draw draw, Instant now) {
        this.draw = draw;
        this.options = options;
        this.calendar = new Calendar(draw, Math.max(1, options.pages()), now.toEpochMilli());
    }

    /** Makes it; the clock is for what happens later. */
    public Workspace generate(InstantSource clock) {
        for (int number = 0; number < Math.min(SPECIAL_END, options.pages()); number++) {
            special(number);
        }
        if (!documents.isEmpty()) {
            databases();
        }
        for (int number = SPECIAL_END; number < options.pages(); number++) {
            if (draw.below(number, Purpose.KIND, 5) < ROWS_OF_FIVE) {
                row(number);
            } else {
                document(number);
            }
        }
        List<Node> all = new ArrayList<>(pages);
        all.addAll(databases);
        all.addAll(sources);
        return new Workspace(all, rows, options.searchLag(), options.queryLag(), clock);
    }

    private Node page(int number, boolean listed) {
        Node page = new Node(NotionId.Kind.PAGE, number, calendar.created(number), calendar.edited(number), listed);
        pages.add(page);
        return page;
    }

    private void special(int number) {
        Node page = page(number, true);
        if (number > Special.CHAIN) {
            page.place(documents.getLast(), -1);
        } else if (number > Special.HOME) {
            page.place(documents.getFirst(), -1);
        }
        documents.add(page);
    }

    /** Most databases have one data source, some two or three; the last one of many is not shared. */
    private void databases() {
        int count = Math.clamp(options.pages() / 60, 1, 25);
        for (int number = 0; number < count; number++) {
            int like = number % options.pages();
            Node database = new Node(NotionId.Kind.DATABASE, number, calendar.created(like), calendar.edited(like), true);
            database.place(documents.get(number % Math.min(documents.size(), Special.CHAIN)), -1);
            if (number > 3 && number == count - 1) {
                database.share(Node.Sharing.UNSHARED);
            }
            databases.add(database);
            for (int i = 0; i < (number % 5 == 2 ? 3 : number % 3 == 1 ? 2 : 1); i++) {
                Node source = new Node(NotionId.Kind.DATA_SOURCE, sources.size(), database.created(), database.edited(), true);
                source.place(database, -1);
                sources.add(source);
                rows.put(source, new ArrayList<>());
            }
        }
    }

    /** The first data sources get the most. */
    private void row(int number) {
        double share = draw.fraction(number, Purpose.DATA_SOURCE);
        Node source = sources.get((int) (share * share * sources.size()));
        Node row = page(number, !draw.oneIn(number, Purpose.UNLISTED, 70));
        row.place(source, -1);
        rows.get(source).add(row);
        row.archive(draw.oneIn(number, Purpose.ARCHIVED, 40));
        trash(row);
    }

    private void document(int number) {
        Node document = page(number, !draw.oneIn(number, Purpose.UNLISTED, 70));
        Node parent = documents.get(draw.below(number, Purpose.PARENT, documents.size()));
        if (draw.oneIn(number, Purpose.IN_BLOCK, 40)) {
            document.place(documents.get(Special.EVERY_BLOCK), Special.TOGGLE);
        } else {
            document.place(draw.oneIn(number, Purpose.IN_BLOCK, 11) ? null : parent, -1);
        }
        if (draw.oneIn(number, Purpose.UNSHARED, 50)) {
            document.share(Node.Sharing.UNSHARED);
        } else if (!parent.isVisible() && number % 3 == 0) {
            document.share(Node.Sharing.SHARED);
        }
        trash(document);
        documents.add(document);
    }

    private void trash(Node node) {
        if (draw.oneIn(node.number(), Purpose.TRASHED, 80)) {
            node.trash(true);
        }
    }
}
