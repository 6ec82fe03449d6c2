package dev.backfill.workers.source.notion;

import static dev.backfill.workers.source.RecordJson.MAPPER;

import dev.backfill.store.page.PageRecord;
import dev.backfill.store.page.RecordPage;
import dev.backfill.store.page.RejectedRecord;
import dev.backfill.store.page.Row;
import dev.backfill.store.page.Table;
import dev.backfill.store.page.Withheld;
import dev.backfill.workers.source.SourceException;
import dev.backfill.workers.source.http.Retries;
import dev.backfill.workflows.failure.FailureType;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Fetches pages by id, one after another: the budget allows few requests a second, and each page takes several. */
final class PageFetch {
    private final NotionClient notion;
    private final PageReader reader;
    private final List<PageRecord> records = new ArrayList<>();
    private final List<RejectedRecord> rejected = new ArrayList<>();
    private final List<Withheld> withheld = new ArrayList<>();
    private final List<Row> databases = new ArrayList<>();
    private final Set<String> discovered = new LinkedHashSet<>();

    PageFetch(NotionClient notion, ChildDatabases databases) {
        this.notion = notion;
        this.reader = new PageReader(notion, databases);
    }

    void fetch(List<String> ids) {
        ids.forEach(this::fetch);
    }

    private void fetch(String id) {
        ObjectNode page;
        try {
            page = notion.page(id, Retries.USUAL);
        } catch (SourceException failure) {
            if (failure.type() != FailureType.NOT_FOUND) {
                reject(id, failure);
            }
            return;
        }
        if (NotionValues.id(page, "id") == null) {
            rejected.add(new RejectedRecord(id, "the page has no id", MAPPER.writeValueAsBytes(page)));
            return;
        }
        if (BlockReader.isPartial(page)) {
            withheld.add(new Withheld(id, null, "Notion gives nothing but the id of this page: the token may not read its content"));
            return;
        }
        PageReader.ReadPage read = reader.read(id, page);
        if (!read.findings().mayHeal().isEmpty() && isGone(id)) {
            return;
        }
        records.add(read.record());
        withheld.addAll(read.findings().withheld(id));
        databases.addAll(read.findings().databases());
        discovered.addAll(read.findings().discovered());
        // The page above shows this one, and need not be changed when this one is new, renamed or moved.
        @Nullable String above = NotionValues.id(page, "parent", "page_id");
        if (above != null) {
            discovered.add(above);
        }
        if (!read.findings().mayHeal().isEmpty()) {
            rejected.add(new RejectedRecord(id, "stored without " + String.join("; ", read.findings().mayHeal()), null));
        }
    }

    /** What cannot be read may have been deleted meanwhile, and its page with it. */
    private boolean isGone(String id) {
        try {
            notion.page(id, Retries.USUAL);
            return false;
        } catch (SourceException failure) {
            return failure.type() == FailureType.NOT_FOUND;
        }
    }

    /** @throws SourceException the failure, unless it is about this page alone */
    private void reject(String id, SourceException failure) {
        boolean denied = failure.type() == FailureType.PERMISSION || failure.type() == FailureType.CONFIGURATION;
        boolean itsOwn = denied || failure.type() == FailureType.ANSWER_TOO_LARGE || failure.isAboutContent();
        if (!itsOwn || !Serving.pages(notion)) {
            throw failure;
        }
        if (denied) {
            withheld.add(new Withheld(id, null, String.valueOf(failure.getMessage())));
        } else {
            rejected.add(new RejectedRecord(id, "cannot be fetched: " + failure.getMessage(), null));
        }
    }

    RecordPage page(long fetchOrder, @Nullable String nextCursor) {
        Map<Table, List<Row>> referred = databases.isEmpty() ? Map.of() : Map.of(NotionTables.DATA_SOURCE, databases);
        return new RecordPage(
                fetchOrder, NotionTables.PAGE, records, rejected, List.of(), List.copyOf(discovered), withheld, referred, nextCursor);
    }
}
