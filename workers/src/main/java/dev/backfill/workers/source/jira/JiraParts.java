package dev.backfill.workers.source.jira;

import dev.backfill.store.page.Row;
import dev.backfill.store.page.Table;
import dev.backfill.workers.source.JsonMembers;
import dev.backfill.workers.source.RecordJson;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/**
 * The comments, worklogs and changes of an issue. Jira inlines only some of them, and says how many there are: what is not inlined is
 * fetched from the part's own route, and the number of different ids is checked against the total that Jira states there.
 */
final class JiraParts {
    /** A kind of part: its table, its route, and the member that holds it inlined and on that route. */
    record Kind(Table table, String route, String inlined, String paged, BiFunction<RecordJson, String, Row> row) {
        private JsonNode arrayIn(JsonNode issue) {
            return holderIn(issue).path(inlined);
        }

        private JsonNode holderIn(JsonNode issue) {
            return table == JiraTables.CHANGE ? issue.path("changelog") : issue.path("fields").path(route);
        }
    }

    static final List<Kind> KINDS = List.of(
            new Kind(JiraTables.COMMENT, "comment", "comments", "comments", JiraTables::comment),
            new Kind(JiraTables.WORKLOG, "worklog", "worklogs", "worklogs", JiraTables::worklog),
            new Kind(JiraTables.CHANGE, "changelog", "histories", "values", JiraTables::change));

    /** @param missing how many of the total that Jira states were not given */
    record Parts(List<Row> rows, long missing) {}

    private static final int MOST_PAGES = 10_000;

    private final JiraClient jira;

    JiraParts(JiraClient jira) {
        this.jira = jira;
    }

    /** Where an issue has its inlined parts. */
    static List<JsonNode> arraysIn(JsonNode issue) {
        return KINDS.stream().map(kind -> kind.arrayIn(issue)).toList();
    }

    Parts of(RecordJson issue, String issueId, Kind kind) {
        Map<String, Row> inlined = rows(kind.arrayIn(issue.content()), issue::part, issueId, kind);
        JsonNode total = kind.holderIn(issue.content()).path("total");
        if (total.isIntegralNumber() && inlined.size() == total.asLong()) {
            return new Parts(List.copyOf(inlined.values()), 0);
        }
        return fetchAll(issueId, kind);
    }

    /** From the beginning, since the inlined ones may be the newest or the oldest; twice, since one may come or go meanwhile. */
    private Parts fetchAll(String issueId, Kind kind) {
        Parts parts = fetchOnce(issueId, kind);
        return parts.missing() == 0 ? parts : fetchOnce(issueId, kind);
    }

    private Parts fetchOnce(String issueId, Kind kind) {
        Map<String, Row> rows = new LinkedHashMap<>();
        long total = 0;
        int startAt = 0;
        for (int page = 0; page < MOST_PAGES; page++) {
            JsonNode answer = jira.parts(issueId, kind.route(), startAt);
            JsonNode given = answer.path(kind.paged());
            total = answer.path("total").asLong();
            rows.putAll(rows(given, RecordJson::of, issueId, kind));
            startAt += given.size();
            if (given.isEmpty() || startAt >= total) {
                break;
            }
        }
        return new Parts(List.copyOf(rows.values()), Math.max(0, total - rows.size()));
    }

    private static Map<String, Row> rows(JsonNode given, Function<JsonNode, RecordJson> json, String issueId, Kind kind) {
        Map<String, Row> rows = new LinkedHashMap<>();
        if (given.isArray()) {
            for (JsonNode part : given) {
                if (JsonMembers.text(part, "id") != null) {
                    Row row = kind.row().apply(json.apply(part), issueId);
                    rows.put(row.id(), row);
                }
            }
        }
        return rows;
    }
}
