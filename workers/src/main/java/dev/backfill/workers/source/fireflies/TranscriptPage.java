package dev.backfill.workers.source.fireflies;

import static dev.backfill.workers.source.RecordJson.MAPPER;

import dev.backfill.store.page.PageRecord;
import dev.backfill.store.page.PendingRecord;
import dev.backfill.store.page.RecordPage;
import dev.backfill.store.page.RejectedRecord;
import dev.backfill.workers.source.JsonMembers;
import dev.backfill.workers.source.RecordJson;
import dev.backfill.workflows.failure.FailureType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Makes a page of records of transcripts. What is not yet whole waits, what cannot be used is rejected with its reason; the rest is kept. */
final class TranscriptPage {
    /** Links that a plan may not include; a transcript without them is whole all the same. */
    private static final Set<String> DISPENSABLE = Set.of("audio_url", "video_url");

    private final String month;
    private final Instant now;
    private final List<PageRecord> records = new ArrayList<>();
    private final List<RejectedRecord> rejected = new ArrayList<>();
    private final List<PendingRecord> pending = new ArrayList<>();

    /** @param month where transcripts are whose own date cannot be read */
    TranscriptPage(String month, Instant now) {
        this.month = month;
        this.now = now;
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
        for (FirefliesError error : errors) {
            if (error.path().size() > depth && !isDispensable(error, error.path().get(depth))) {
                withheld(id, transcript, error, error.path().get(depth));
                return;
            }
        }
        String waitsFor = TranscriptState.waitsFor(transcript, now);
        if (waitsFor != null) {
            pending.add(new PendingRecord(id, FirefliesValues.start(transcript), waitsFor));
            return;
        }
        FirefliesLinks.cutIn(whole);
        records.add(record(whole, id, month));
    }

    private static boolean isDispensable(FirefliesError error, String field) {
        return error.type() == FailureType.PERMISSION && DISPENSABLE.contains(field);
    }

    private void withheld(String id, JsonNode transcript, FirefliesError error, String field) {
        String reason = "Fireflies does not give its " + field + ": " + error.code() + ": " + error.advice();
        if (error.type().retryable()) {
            pending.add(new PendingRecord(id, FirefliesValues.start(transcript), reason));
        } else {
            rejected.add(new RejectedRecord(id, reason, null));
        }
    }

    /** @param whole with its links cut */
    static PageRecord record(JsonNode whole, String id, String month) {
        RecordJson json = RecordJson.of(whole, List.of(whole.path("sentences")));
        return new PageRecord(
                FirefliesTranscriptTable.row(json, id, month),
                Map.of(FirefliesSentenceTable.TABLE, FirefliesSentenceTable.rows(json, id)),
                Set.of());
    }

    void reject(String id, String reason) {
        rejected.add(new RejectedRecord(id, reason, null));
    }

    RecordPage page(long fetchOrder, @Nullable String nextCursor) {
        return new RecordPage(fetchOrder, FirefliesTranscriptTable.TABLE, records, rejected, pending, List.of(), nextCursor);
    }
}
