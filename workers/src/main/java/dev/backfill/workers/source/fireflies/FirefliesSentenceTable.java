package dev.backfill.workers.source.fireflies;

import static dev.backfill.store.page.ColumnType.BIGINT;
import static dev.backfill.store.page.ColumnType.DOUBLE;
import static dev.backfill.store.page.ColumnType.TEXT;
import static dev.backfill.workers.source.JsonMembers.text;
import static dev.backfill.workers.source.fireflies.FirefliesValues.decimal;

import dev.backfill.store.page.Column;
import dev.backfill.store.page.Row;
import dev.backfill.store.page.Table;
import dev.backfill.workers.source.RecordJson;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** The table of sentences. A sentence has no id of its own: its place in the transcript is one, as {@code index} has been seen twice. */
final class FirefliesSentenceTable {
    static final Table TABLE = new Table(
            "fireflies",
            "sentence",
            "transcript_id",
            true,
            List.of(
                    new Column("position", BIGINT),
                    new Column("speaker_id", TEXT),
                    new Column("speaker_name", TEXT),
                    new Column("text", TEXT),
                    new Column("start_seconds", DOUBLE),
                    new Column("end_seconds", DOUBLE)));

    private FirefliesSentenceTable() {}

    /** None for a meeting in which nobody spoke. */
    static List<Row> rows(RecordJson transcript, String transcriptId) {
        List<Row> rows = new ArrayList<>();
        for (JsonNode sentence : transcript.content().path("sentences")) {
            rows.add(row(transcript.part(sentence), transcriptId, rows.size()));
        }
        return rows;
    }

    private static Row row(RecordJson json, String transcriptId, long position) {
        JsonNode sentence = json.content();
        return new Row(
                transcriptId + "-" + position,
                transcriptId,
                null,
                null,
                Arrays.asList(
                        position,
                        text(sentence, "speaker_id"),
                        text(sentence, "speaker_name"),
                        text(sentence, "text"),
                        decimal(sentence, "start_time"),
                        decimal(sentence, "end_time")),
                json.canonical(),
                json.hash(),
                json.cleaned());
    }
}
