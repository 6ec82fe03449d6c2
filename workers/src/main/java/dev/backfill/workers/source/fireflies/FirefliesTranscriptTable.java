package dev.backfill.workers.source.fireflies;

import static dev.backfill.store.page.ColumnType.BOOLEAN;
import static dev.backfill.store.page.ColumnType.DOUBLE;
import static dev.backfill.store.page.ColumnType.JSONB;
import static dev.backfill.store.page.ColumnType.TEXT;
import static dev.backfill.store.page.ColumnType.TEXTS;
import static dev.backfill.store.page.ColumnType.TIMESTAMP;
import static dev.backfill.workers.source.JsonMembers.flag;
import static dev.backfill.workers.source.JsonMembers.text;
import static dev.backfill.workers.source.fireflies.FirefliesValues.decimal;
import static dev.backfill.workers.source.fireflies.FirefliesValues.texts;

import dev.backfill.store.page.Column;
import dev.backfill.store.page.ColumnType;
import dev.backfill.store.page.Row;
import dev.backfill.store.page.Table;
import dev.backfill.workers.source.CalendarMonth;
import dev.backfill.workers.source.RecordJson;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The table of transcripts: each column beside what fills it. */
final class FirefliesTranscriptTable {
    static final String STARTED_AT = "started_at";

    private record Filled(Column column, Function<JsonNode, @Nullable Object> value) {}

    private static final List<Filled> FILLED = List.of(
            filled("title", TEXT, transcript -> text(transcript, "title")),
            filled(STARTED_AT, TIMESTAMP, FirefliesValues::start),
            filled("duration_minutes", DOUBLE, transcript -> decimal(transcript, "duration")),
            filled("organizer_email", TEXT, transcript -> text(transcript, "organizer_email")),
            filled("host_email", TEXT, transcript -> text(transcript, "host_email")),
            filled("user_name", TEXT, transcript -> text(transcript, "user", "name")),
            filled("participants", TEXTS, transcript -> texts(transcript, "participants")),
            filled("attendees", JSONB, transcript -> json(transcript.path("meeting_attendees"))),
            filled("speakers", TEXTS, TranscriptPeople::speakers),
            filled("people", TEXTS, TranscriptPeople::everybody),
            filled("overview", TEXT, transcript -> summary(transcript, "overview")),
            filled("short_summary", TEXT, transcript -> summary(transcript, "short_summary")),
            filled("gist", TEXT, transcript -> summary(transcript, "gist")),
            filled("bullets", TEXT, transcript -> summary(transcript, "shorthand_bullet")),
            filled("action_items", TEXT, transcript -> summary(transcript, "action_items")),
            filled("outline", TEXT, transcript -> summary(transcript, "outline")),
            filled("keywords", TEXTS, transcript -> texts(transcript, "summary", "keywords")),
            filled("topics", TEXTS, transcript -> texts(transcript, "summary", "topics_discussed")),
            filled("meeting_type", TEXT, transcript -> summary(transcript, "meeting_type")),
            filled("summary_status", TEXT, transcript -> text(transcript, "meeting_info", "summary_status")),
            filled("silent", BOOLEAN, transcript -> flag(transcript, "meeting_info", "silent_meeting")),
            filled("privacy", TEXT, transcript -> text(transcript, "privacy")),
            filled("transcript_url", TEXT, transcript -> text(transcript, "transcript_url")),
            filled("audio_url", TEXT, transcript -> text(transcript, "audio_url")),
            filled("video_url", TEXT, transcript -> text(transcript, "video_url")),
            filled("meeting_link", TEXT, transcript -> text(transcript, "meeting_link")),
            filled("calendar_id", TEXT, transcript -> text(transcript, "calendar_id")),
            filled("text", TEXT, transcript -> TranscriptText.read(transcript.path("sentences"))));

    static final Table TABLE =
            new Table("fireflies", "transcript", "month", false, FILLED.stream().map(Filled::column).toList());

    private FirefliesTranscriptTable() {}

    private static Filled filled(String name, ColumnType type, Function<JsonNode, @Nullable Object> value) {
        return new Filled(new Column(name, type), value);
    }

    /** The empty text of a part that was not made is none. */
    private static @Nullable String summary(JsonNode transcript, String part) {
        String text = text(transcript, "summary", part);
        return text == null || text.isBlank() ? null : text;
    }

    /** In canonical form, as PostgreSQL gives the members of {@code raw} back in an order of its own. */
    private static byte @Nullable [] json(JsonNode node) {
        return node.isArray() ? RecordJson.of(node).canonical() : null;
    }

    /**
     * @param id the transcript's id, which the caller has found present
     * @param month where it is when its own date cannot be read
     */
    static Row row(RecordJson json, String id, String month) {
        JsonNode transcript = json.content();
        Instant start = FirefliesValues.start(transcript);
        List<@Nullable Object> values = new ArrayList<>();
        FILLED.forEach(filled -> values.add(filled.value().apply(transcript)));
        // Nothing tells when a transcript was changed.
        return new Row(id, start == null ? month : CalendarMonth.of(start).id(), start, null, values, json.canonical(), json.hash(), json.cleaned());
    }
}
