package dev.backfill.simulator.notion.content;

import dev.backfill.simulator.notion.workspace.Draw;
import dev.backfill.simulator.notion.workspace.Node;
import dev.backfill.simulator.notion.workspace.Purpose;

/** The names of pages, databases and data sources; some pages have none. */
final class Titles {

    private static final int UNTITLED_ONE_IN = 37;

    private final Draw draw;

    Titles(Draw draw) {
        this.draw = draw;
    }

    String of(Node node) {
        return node.edits().title().orElseGet(() -> switch (node.kind()) {
            case DATABASE -> "Database " + node.number() + " – 一覧";
            case DATA_SOURCE -> "Source " + node.number() + " – Größen";
            default -> draw.oneIn(node.number(), Purpose.TITLE, UNTITLED_ONE_IN) ? ""
                    : Words.of(Words.TITLES, draw.bits(node.number(), Purpose.TITLE)) + " " + node.number();
        });
    }

    /** The end of an address. */
    String slug(Node node) {
        String words = of(node).replaceAll("[^A-Za-z0-9]+", "-").replaceAll("^-|-$", "");
        return words.isEmpty() ? node.id().digits() : words + "-" + node.id().digits();
    }
}
