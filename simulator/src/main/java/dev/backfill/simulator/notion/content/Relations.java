package dev.backfill.simulator.notion.content;

import dev.backfill.simulator.notion.workspace.Draw;
import dev.backfill.simulator.notion.workspace.Node;
import dev.backfill.simulator.notion.workspace.NotionId;
import dev.backfill.simulator.notion.workspace.Purpose;
import dev.backfill.simulator.notion.workspace.Workspace;
import java.util.List;
import java.util.stream.IntStream;

/** What rows relate to: rows of the next data source, usually few, in one row of twenty more than are told at once. */
final class Relations {

    private final Workspace workspace;
    private final Draw draw;

    Relations(Workspace workspace, Draw draw) {
        this.workspace = workspace;
        this.draw = draw;
    }

    /** The data source that the rows of another relate to. */
    Node related(Node dataSource) {
        List<Node> all = workspace.all(NotionId.Kind.DATA_SOURCE);
        return all.get((dataSource.number() + 1) % all.size());
    }

    /** All of them, cut or not. */
    List<NotionId> of(Node row) {
        List<Node> targets = workspace.generatedRows(related(row.parent().orElseThrow()));
        int wanted = draw.oneIn(row.number(), Purpose.RELATION, 20)
                ? 26 + draw.below(row.number(), Purpose.RELATION_BASE, 150) : draw.below(row.number(), Purpose.RELATION, 4);
        int base = draw.below(row.number(), Purpose.RELATION_BASE, Math.max(1, targets.size()));
        return IntStream.range(0, Math.min(wanted, targets.size()))
                .mapToObj(i -> targets.get((base + i) % targets.size()).id()).toList();
    }
}
