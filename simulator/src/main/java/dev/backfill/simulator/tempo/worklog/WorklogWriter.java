package dev.backfill.simulator.tempo.worklog;

import dev.backfill.simulator.json.JsonBuffer;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Worklogs as Tempo writes them, sound or damaged. Links do not lead to the port, so that equal data has equal bytes. What its OpenAPI
 * document does not require is left out of some: ids of issues, billable seconds, start times, descriptions, values of attributes.
 */
public final class WorklogWriter {

    private static final String TEMPO = "https://api.tempo.io/4/worklogs/";
    private static final String JIRA = "https://simulated.atlassian.net/rest/api/2/";
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");
    private static final int WITHOUT_ISSUE_ID_ONE_IN = 13;
    private static final int HUGE = 5 * 1024 * 1024;

    private final Poison poison;

    /** @param poison decides which are damaged */
    public WorklogWriter(Poison poison) {
        this.poison = poison;
    }

    /** Appends one. */
    public void write(Worklog worklog, JsonBuffer out) {
        Poison.@Nullable Kind kind = poison.of(worklog).orElse(null);
        out.raw("{\"self\":\"").raw(TEMPO).number(worklog.id()).raw("\",\"tempoWorklogId\":");
        out.raw(kind == Poison.Kind.NO_ID ? "null" : Long.toString(worklog.id()));
        issue(worklog, kind, out);
        seconds(worklog, kind, out);
        start(worklog, kind, out);
        description(worklog, kind, out);
        out.raw(",\"createdAt\":\"").raw(worklog.created().toString()).raw("\",\"updatedAt\":\"");
        out.raw(kind == Poison.Kind.FIRST_YEAR ? "0001-01-01T00:00:00Z"
                : kind == Poison.Kind.LAST_YEAR ? "9999-12-31T23:59:59Z" : worklog.updated().toString()).raw('"');
        author(worklog, kind, out);
        attributes(worklog, kind, out);
        out.raw('}');
    }

    private static void issue(Worklog worklog, Poison.@Nullable Kind kind, JsonBuffer out) {
        if (kind == Poison.Kind.NO_ISSUE) {
            out.raw(",\"issue\":null");
        } else {
            out.raw(",\"issue\":{\"self\":\"").raw(JIRA).raw("issue/").number(worklog.issue()).raw('"');
            if (worklog.id() % WITHOUT_ISSUE_ID_ONE_IN != 0) {
                out.raw(",\"id\":").number(worklog.issue());
            }
            out.raw('}');
        }
    }

    private static void seconds(Worklog worklog, Poison.@Nullable Kind kind, JsonBuffer out) {
        out.raw(",\"timeSpentSeconds\":").raw(kind == Poison.Kind.NEGATIVE_SECONDS ? "-3600"
                : kind == Poison.Kind.HUGE_SECONDS ? "99999999999" : Long.toString(worklog.seconds()));
        if (worklog.billable() > 0) {
            out.raw(",\"billableSeconds\":").number(worklog.billable());
        }
    }

    private static void start(Worklog worklog, Poison.@Nullable Kind kind, JsonBuffer out) {
        LocalDate date = worklog.start().toLocalDate();
        LocalTime time = worklog.start().toLocalTime();
        out.raw(",\"startDate\":\"").raw(kind == Poison.Kind.NO_DATE ? "tomorrow, perhaps" : date.toString())
                .raw('"');
        if (kind == Poison.Kind.NO_TIME || !time.equals(LocalTime.MIDNIGHT)) {
            out.raw(",\"startTime\":\"").raw(kind == Poison.Kind.NO_TIME ? "25:61:00" : TIME.format(time)).raw('"');
        }
        if (worklog.dated()) {
            out.raw(",\"startDateTimeUtc\":\"").raw(worklog.start().atZone(worklog.zone()).toInstant().toString()).raw('"');
        }
    }

    private static void description(Worklog worklog, Poison.@Nullable Kind kind, JsonBuffer out) {
        if (kind == null && worklog.description().isEmpty()) {
            return;
        }
        out.raw(",\"description\":");
        switch (kind) {
            case NUL -> out.raw("\"nul \\u0000 inside \\u0000\"");
            case LONE_SURROGATE -> out.raw("\"lone \\ud83d and \\udc00 surrogates\"");
            case HUGE_TEXT -> out.raw('"').raw("x".repeat(HUGE)).raw('"');
            case NAME_TWICE -> out.raw("\"the first of two\",\"description\":").string(worklog.description());
            case null, default -> out.string(worklog.description());
        }
    }

    private static void author(Worklog worklog, Poison.@Nullable Kind kind, JsonBuffer out) {
        if (kind == Poison.Kind.NO_AUTHOR) {
            out.raw(",\"author\":null");
        } else {
            out.raw(",\"author\":{\"self\":\"").raw(JIRA).raw("user?accountId=").escaped(worklog.author())
                    .raw("\",\"accountId\":").string(worklog.author()).raw('}');
        }
    }

    private static void attributes(Worklog worklog, Poison.@Nullable Kind kind, JsonBuffer out) {
        if (kind == Poison.Kind.NO_ATTRIBUTES) {
            out.raw(",\"attributes\":null");
            return;
        }
        out.raw(",\"attributes\":{\"self\":\"").raw(TEMPO).number(worklog.id()).raw("/work-attribute-values\",\"values\":[");
        if (kind == Poison.Kind.NESTED_ATTRIBUTE) {
            out.raw("{\"key\":null,\"value\":{\"a\":[1,null]}}");
        } else {
            values(worklog.attributes(), out);
        }
        out.raw("]}");
    }

    private static void values(Map<String, String> attributes, JsonBuffer out) {
        attributes.forEach((key, value) -> {
            out.raw(out.last() == '[' ? "" : ",").raw("{\"key\":").string(key);
            if (!value.isEmpty()) {
                out.raw(",\"value\":").string(value);
            }
            out.raw('}');
        });
    }
}
