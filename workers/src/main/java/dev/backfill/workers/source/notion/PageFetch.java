package dev.backfill.workers.source.notion;

import static dev.backfill.workers.source.RecordJson.MAPPER;

import dev.backfill.store.page.PageRecord;
import dev.backfill.store.page.RecordPage;
import dev.backfill.store.page.RejectedRecord;
import dev.backfill.workers.source.SourceException;
import dev.backfill.workers.source.http.Retries;
import dev.backfill.workflows.failure.FailureType;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Fetches pages by id, one after another: the budget allows few requests a second, and each page takes several. */
final class PageFetch {
    private final NotionClient notion;
    private final PageReader reader;
    private final List<PageRecord> records = new ArrayList<>();
    private final List<RejectedRecord> rejected = new ArrayList<>();
    private final Set<String> discovered = new LinkedHashSet<>();

    PageFetch(NotionClient notion) {
        this.notion = notion;
        this.reader = new PageReader(notion);
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
        PageReader.ReadPage read = reader.read(id, page);
        if (!read.findings().mayHeal().isEmpty() && isGone(id)) {
            return;
        }
        records.add(read.record());
        discovered.addAll(read.findings().childPages());
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
        boolean itsOwn = failure.type() == FailureType.PERMISSION || failure.type() == FailureType.ANSWER_TOO_LARGE || failure.isAboutContent();
        if (!itsOwn || !Serving.pages(notion)) {
            throw failure;
        }
        rejected.add(new RejectedRecord(id, "cannot be fetched: " + failure.getMessage(), null));
    }

    RecordPage page(long fetchOrder, @Nullable String nextCursor) {
        return new RecordPage(fetchOrder, NotionTables.PAGE, records, rejected, List.of(), List.copyOf(discovered), nextCursor);
    }
}
