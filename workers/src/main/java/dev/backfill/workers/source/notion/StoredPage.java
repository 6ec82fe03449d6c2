package dev.backfill.workers.source.notion;

import static dev.backfill.workers.source.RecordJson.MAPPER;

import dev.backfill.store.page.PageRecord;
import dev.backfill.store.page.Row;
import dev.backfill.store.page.StoredRecord;
import dev.backfill.store.page.Table;
import dev.backfill.workers.source.RecordJson;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes the rows of a page anew of what is stored. */
final class StoredPage {
    private StoredPage() {}

    static PageRecord derive(StoredRecord stored) {
        List<Row> blocks = new ArrayList<>();
        PageText text = new PageText();
        for (PlacedBlock block : inReadingOrder(stored)) {
            RecordJson json = read(block.part().raw());
            blocks.add(NotionTables.block(json, block.part().id(), stored.id()));
            text.add(json.content(), block.place().depth());
        }
        List<Row> comments = parts(stored, NotionTables.COMMENT).stream()
                .map(part -> NotionTables.comment(read(part.raw()), part.id(), stored.id()))
                .toList();
        Row page = NotionTables.page(read(stored.raw()), stored.id(), stored.owner(), text.toString());
        return new PageRecord(page, Map.of(NotionTables.BLOCK, blocks, NotionTables.COMMENT, comments), Set.of());
    }

    private record PlacedBlock(BlockPlace place, StoredRecord.Part part) {}

    /** Only the places are kept meanwhile, not the blocks that are read for them. */
    private static List<PlacedBlock> inReadingOrder(StoredRecord stored) {
        return parts(stored, NotionTables.BLOCK).stream()
                .map(part -> new PlacedBlock(BlockPlace.readFrom(MAPPER.readTree(part.raw())), part))
                .sorted(Comparator.comparingInt(block -> block.place().ordinal()))
                .toList();
    }

    private static List<StoredRecord.Part> parts(StoredRecord stored, Table table) {
        return stored.parts().getOrDefault(table, List.of());
    }

    private static RecordJson read(byte[] raw) {
        return RecordJson.of(MAPPER.readTree(raw));
    }
}
