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
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The comments, worklogs and changes of an issue. Jira inlines only some of them, and says how many there are: what is not inlined is
 * fetched from the part's own route, and the number of different ids is checked against the totals that Jira states.
 */
final class JiraParts {
    /**
     * A kind of part: its table, its route, and the member that holds it inlined and on that route.
     *
     * @param cutAt the fewest that Jira is known to cut an inlined list at: 20 comments and worklogs, and 40 changes, by its document
     */
    record Kind(
            Table table, String route, String inlined, String paged, int cutAt, BiFunction<RecordJson, String, Row> row) {
        private JsonNode arrayIn(JsonNode issue) {
            return holderIn(issue).path(inlined);
        }

        private JsonNode holderIn(JsonNode issue) {
            return table == JiraTables.CHANGE ? issue.path("changelog") : issue.path("fields").path(route);
        }

        private @Nullable Long totalIn(JsonNode issue) {
            JsonNode total = holderIn(issue).path("total");
            return total.isIntegralNumber() ? total.asLong() : null;
        }

        /** Whether the list may have been cut: Jira's document calls the total the number of results on the page. */
        private boolean isCut(JsonNode issue, int given) {
            return given >= cutAt && given == holderIn(issue).path("maxResults").asLong(given);
        }
    }

    static final List<Kind> KINDS = List.of(
            new Kind(JiraTables.COMMENT, "comment", "comments", "comments", 20, JiraTables::comment),
            new Kind(JiraTables.WORKLOG, "worklog", "worklogs", "worklogs", 20, JiraTables::worklog),
            new Kind(JiraTables.CHANGE, "changelog", "histories", "values", 40, JiraTables::change));

    /** @param doubt why they may not be all; null if nothing says so */
    record Parts(List<Row> rows, @Nullable String doubt) {}

    private final JiraPartPages pages;

    JiraParts(JiraClient jira) {
        this.pages = new JiraPartPages(jira);
    }

    /** Where an issue has its inlined parts. */
    static List<JsonNode> arraysIn(JsonNode issue) {
        return KINDS.stream().map(kind -> kind.arrayIn(issue)).toList();
    }

    /** Those that came with the issue, which may not be all. */
    static List<Row> inlined(RecordJson issue, String issueId, Kind kind) {
        return List.copyOf(rows(kind.arrayIn(issue.content()), issue::part, issueId, kind).values());
    }

    /** @throws dev.backfill.workers.source.SourceException what {@link JiraPartPages#at} throws */
    Parts of(RecordJson issue, String issueId, Kind kind) {
        List<Row> inlined = inlined(issue, issueId, kind);
        Long total = kind.totalIn(issue.content());
        if (total != null && inlined.size() == total && !kind.isCut(issue.content(), inlined.size())) {
            return new Parts(inlined, null);
        }
        return fetchAll(issueId, kind, total);
    }

    /** From the beginning, since the inlined ones may be the newest or the oldest; twice, since one may come or go meanwhile. */
    private Parts fetchAll(String issueId, Kind kind, @Nullable Long inlinedTotal) {
        JiraPages.Listing first = list(issueId, kind);
        long stated = inlinedTotal == null ? 0 : inlinedTotal;
        if (first.settled() && !first.isShort() && first.ids().size() >= stated) {
            return parts(first, issueId, kind, null);
        }
        JiraPages.Listing second = list(issueId, kind);
        if (second.isShort()) {
            return parts(second, issueId, kind, "Jira states a total of " + second.total() + ", but gives " + second.values().size());
        }
        if (second.total() == null && second.ids().size() < stated) {
            return parts(second, issueId, kind, "Jira states a total of " + stated + ", but gives " + second.ids().size());
        }
        boolean holds = second.settled() || second.ids().equals(first.ids());
        return parts(second, issueId, kind, holds ? null : "the pages of Jira's list do not fit together");
    }

    private JiraPages.Listing list(String issueId, Kind kind) {
        return JiraPages.read(startAt -> pages.at(issueId, kind.route(), startAt), kind.paged());
    }

    private static Parts parts(JiraPages.Listing listing, String issueId, Kind kind, @Nullable String doubt) {
        return new Parts(List.copyOf(rows(listing.values(), RecordJson::of, issueId, kind).values()), doubt);
    }

    private static Map<String, Row> rows(Iterable<JsonNode> given, Function<JsonNode, RecordJson> json, String issueId, Kind kind) {
        Map<String, Row> rows = new LinkedHashMap<>();
        for (JsonNode part : given) {
            if (JsonMembers.text(part, "id") != null) {
                Row row = kind.row().apply(json.apply(part), issueId);
                rows.put(row.id(), row);
            }
        }
        return rows;
    }
}
