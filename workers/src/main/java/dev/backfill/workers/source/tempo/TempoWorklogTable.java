package dev.backfill.workers.source.tempo;

import static dev.backfill.store.page.ColumnType.BIGINT;
import static dev.backfill.store.page.ColumnType.DATE;
import static dev.backfill.store.page.ColumnType.JSONB;
import static dev.backfill.store.page.ColumnType.TEXT;
import static dev.backfill.store.page.ColumnType.TIME;
import static dev.backfill.store.page.ColumnType.TIMESTAMP;
import static dev.backfill.workers.source.RecordJson.MAPPER;

import dev.backfill.store.page.Column;
import dev.backfill.store.page.Row;
import dev.backfill.store.page.Table;
import dev.backfill.workers.source.CalendarMonth;
import dev.backfill.workers.source.JsonMembers;
import dev.backfill.workers.source.RecordJson;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/** The table of worklogs. The columns stand in {@code V1__worklogs.sql}. */
final class TempoWorklogTable {
    static final String ISSUE_ID = "issue_id";
    static final String ISSUE_KEY = "issue_key";
    static final String AUTHOR_ID = "author_id";
    static final String AUTHOR_NAME = "author_name";
    static final String STARTED_ON = "started_on";
    static final String BATCH_ID = "batch_id";

    static final Table TABLE = new Table(
            "tempo",
            "worklog",
            "month",
            false,
            List.of(
                    new Column(ISSUE_ID, TEXT),
                    new Column(ISSUE_KEY, TEXT),
                    new Column(AUTHOR_ID, TEXT),
                    new Column(AUTHOR_NAME, TEXT),
                    new Column(STARTED_ON, TIMESTAMP),
                    new Column("start_date", DATE),
                    new Column("start_time", TIME),
                    new Column("started_at", TIMESTAMP),
                    new Column("seconds", BIGINT),
                    new Column("billable_seconds", BIGINT),
                    new Column("description", TEXT),
                    new Column("attributes", JSONB),
                    new Column(BATCH_ID, TEXT)));

    /** What no worklog's own content says. */
    static final Set<String> FILLED = Set.of(ISSUE_KEY, AUTHOR_NAME, BATCH_ID);

    private static final Pattern ISSUE = Pattern.compile("/issue/(\\d{1,18})/?$");

    private TempoWorklogTable() {}

    /** What a run adds to a worklog's own content. */
    record Added(@Nullable String issueKey, @Nullable String authorName, @Nullable String batchId) {
        static final Added NOTHING = new Added(null, null, null);
    }

    /** An issue need not say its id, but always its address. */
    static @Nullable String issueId(JsonNode worklog) {
        String id = JsonMembers.text(worklog, "issue", "id");
        if (id != null) {
            return id;
        }
        Matcher address = ISSUE.matcher(Objects.requireNonNullElse(JsonMembers.text(worklog, "issue", "self"), ""));
        return address.find() ? address.group(1) : null;
    }

    static @Nullable String authorId(JsonNode worklog) {
        return JsonMembers.text(worklog, "author", "accountId");
    }

    /** The month that a worklog says it is in, null if it has no date that can be read. */
    static @Nullable CalendarMonth month(JsonNode worklog) {
        LocalDate date = JsonMembers.date(worklog, "startDate");
        return date == null ? null : CalendarMonth.of(date);
    }

    /**
     * @param id the worklog's id, which the caller has found
     * @param asked the month that it was asked for in, which counts if it has no date that can be read
     */
    static Row row(RecordJson json, String id, CalendarMonth asked, Added added) {
        JsonNode worklog = json.content();
        LocalDate date = JsonMembers.date(worklog, "startDate");
        return new Row(
                id,
                Objects.requireNonNullElse(month(worklog), asked).id(),
                JsonMembers.time(worklog, "createdAt"),
                JsonMembers.time(worklog, "updatedAt"),
                Arrays.asList(
                        issueId(worklog),
                        added.issueKey(),
                        authorId(worklog),
                        added.authorName(),
                        TempoDays.startOf(Objects.requireNonNullElse(date, asked.firstDay())),
                        date,
                        JsonMembers.parsed(worklog.path("startTime"), LocalTime::parse),
                        JsonMembers.time(worklog, "startDateTimeUtc"),
                        JsonMembers.number(worklog, "timeSpentSeconds"),
                        JsonMembers.number(worklog, "billableSeconds"),
                        JsonMembers.text(worklog, "description"),
                        attributes(worklog),
                        added.batchId()),
                json.canonical(),
                json.hash(),
                json.cleaned());
    }

    /** As one object, values by key: of two with one key the later counts. Null if there are none to be read. */
    private static byte @Nullable [] attributes(JsonNode worklog) {
        JsonNode values = worklog.path("attributes").path("values");
        if (!values.isArray()) {
            return null;
        }
        ObjectNode object = MAPPER.createObjectNode();
        for (JsonNode attribute : values) {
            String key = JsonMembers.text(attribute, "key");
            if (key != null) {
                // A value need not be there.
                object.set(key, attribute.has("value") ? attribute.get("value").deepCopy() : NullNode.getInstance());
            }
        }
        return RecordJson.of(object).canonical();
    }
}
