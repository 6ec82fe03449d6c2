package dev.backfill.workers.source.fireflies;

import static dev.backfill.workers.source.RecordJson.MAPPER;

import dev.backfill.store.page.PageRecord;
import dev.backfill.store.page.PendingRecord;
import dev.backfill.store.page.RecordPage;
import dev.backfill.store.page.RejectedRecord;
import dev.backfill.store.page.Withheld;
import dev.backfill.workers.source.JsonMembers;
import dev.backfill.workers.source.RecordJson;
import dev.backfill.workflows.failure.FailureType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Makes a page of records of transcripts. What is not yet whole waits, what cannot be used is rejected with its reason; the rest is kept. */
final class TranscriptPage {
    private final String month;
    private final Instant now;
    private final FirefliesFields fields;
    private final List<PageRecord> records = new ArrayList<>();
    private final List<RejectedRecord> rejected = new ArrayList<>();
    private final List<PendingRecord> pending = new ArrayList<>();
    private final List<Withheld> withheld = new ArrayList<>();

    /**
     * @param month where transcripts are whose own date cannot be read
     * @param fields what is asked for of each
     */
    TranscriptPage(String month, Instant now, FirefliesFields fields) {
        this.month = month;
        this.now = now;
        this.fields = fields;
    }

    /**
     * @param errors those below the transcript
     * @param depth of the transcript in their paths
     */
    void add(JsonNode transcript, List<FirefliesError> errors, int depth) {
        String id = JsonMembers.text(transcript, "id");
        if (id == null || !(transcript instanceof ObjectNode whole)) {
            rejected.add(new RejectedRecord(id, "the transcript has no id", MAPPER.writeValueAsBytes(transcript)));
            return;
        }
        Map<String, String> refused = new LinkedHashMap<>(fields.lacking());
        for (FirefliesError error : errors) {
            if (error.path().size() > depth) {
                String field = error.path().get(depth);
                if (error.type() != FailureType.PERMISSION) {
                    notGiven(id, transcript, error, field);
                    return;
                }
                refused.put(field, error.reason());
            }
        }
        String waitsFor = TranscriptState.waitsFor(transcript, now, refused.keySet());
        if (waitsFor != null) {
            pending.add(new PendingRecord(id, FirefliesValues.start(transcript), waitsFor));
            return;
        }
        refused.forEach((field, reason) -> withheld.add(new Withheld(id, field, reason)));
        FirefliesLinks.cutIn(whole);
        records.add(record(whole, id, month, refused.containsKey("sentences")));
    }

    /** A field that may come yet makes a record wait; one of which it is not known what is wrong sets it aside. */
    private void notGiven(String id, JsonNode transcript, FirefliesError error, String field) {
        String reason = "Fireflies does not give its " + field + ": " + error.reason();
        if (error.type().retryable()) {
            pending.add(new PendingRecord(id, FirefliesValues.start(transcript), reason));
        } else {
            rejected.add(new RejectedRecord(id, reason, null));
        }
    }

    /** @param whole with its links cut */
    static PageRecord record(JsonNode whole, String id, String month) {
        return record(whole, id, month, !whole.has("sentences"));
    }

    /** @param withoutSentences they were not given: those that are stored stay */
    private static PageRecord record(JsonNode whole, String id, String month, boolean withoutSentences) {
        RecordJson json = RecordJson.of(whole, List.of(whole.path("sentences")));
        return new PageRecord(
                FirefliesTranscriptTable.row(json, id, month),
                Map.of(FirefliesSentenceTable.TABLE, FirefliesSentenceTable.rows(json, id)),
                withoutSentences ? Set.of(FirefliesSentenceTable.TABLE) : Set.of());
    }

    /** All of it is refused for good. */
    void withhold(String id, String reason) {
        withheld.add(new Withheld(id, null, reason));
    }

    void reject(String id, String reason) {
        rejected.add(new RejectedRecord(id, reason, null));
    }

    RecordPage page(long fetchOrder, @Nullable String nextCursor) {
        return new RecordPage(fetchOrder, FirefliesTranscriptTable.TABLE, records, rejected, pending, List.of(), withheld, nextCursor);
    }
}
