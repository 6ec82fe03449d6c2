package dev.backfill.workers.source.jira;

import static dev.backfill.workers.source.RecordJson.MAPPER;
import static dev.backfill.workers.source.jira.StandInJira.ATLAS;
import static dev.backfill.workers.source.jira.StandInJira.inlined;
import static dev.backfill.workers.source.jira.StandInJira.ok;
import static dev.backfill.workers.source.jira.StandInJira.parts;
import static dev.backfill.workers.source.jira.StandInJira.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backfill.store.page.RecordPage;
import dev.backfill.store.page.Row;
import dev.backfill.store.page.Table;
import dev.backfill.workers.TestDatabase;
import dev.backfill.workers.source.SourceException;
import dev.backfill.workers.source.StandInVendor.Call;
import dev.backfill.workers.source.StandInVendor.Reply;
import dev.backfill.workflows.failure.FailureType;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

/** The lists of an issue: where they end, and what their routes may refuse. */
class JiraPartAnswersTest {
    private StandInJira jira;
    private ObjectNode issue;
    private JiraSource source;

    @BeforeEach
    void start() {
        TestDatabase.clear();
        jira = new StandInJira();
        jira.issue(41);
        issue = jira.issue(42);
        source = jira.source();
    }

    @AfterEach
    void stop() {
        jira.close();
    }

    private void inline(String part, String member, int given, int total, int most) {
        (part.equals("changelog") ? issue : issue.withObject("/fields")).set(part, inlined(member, given, total, most));
    }

    /** @param page what is stated: {@code total}, {@code isLast}, neither, or the number on the page as total */
    private static Reply page(Call call, String member, int all, int most, String page) {
        int from = Math.min(all, call.number("startAt", 0));
        int to = Math.min(all, from + Math.min(most, call.number("maxResults", most)));
        ObjectNode answer = jira(member, from, to, Math.min(most, call.number("maxResults", most)));
        switch (page) {
            case "total" -> answer.put("total", all);
            case "isLast" -> answer.put("isLast", to == all);
            case "ofThePage" -> answer.put("total", to - from);
            default -> assertThat(page).isEqualTo("nothing");
        }
        return ok(answer);
    }

    private static ObjectNode jira(String member, int from, int to, int most) {
        ObjectNode answer = MAPPER.createObjectNode().put("startAt", from).put("maxResults", most);
        answer.set(member, parts(from, to));
        return answer;
    }

    private RecordPage fetch() {
        return source.fetch(ATLAS, List.of("41", "42"), 1);
    }

    private static List<Row> rows(RecordPage page, Table table) {
        return page.records().getLast().parts().get(table);
    }

    @ParameterizedTest
    @CsvSource({"total, 250", "isLast, 250", "nothing, 250", "ofThePage, 250", "total, 200", "isLast, 200", "nothing, 200", "ofThePage, 200"})
    void commentsAreAll_whateverThePagesState(String stated, int all) {
        inline("comment", "comments", 1, all, 1);
        jira.on("GET", "issue/42/comment", call -> page(call, "comments", all, 100, stated));

        RecordPage page = fetch();

        assertThat(rows(page, JiraTables.COMMENT)).hasSize(all);
        assertThat(page.rejected()).isEmpty();
        assertThat(page.records()).allSatisfy(record -> assertThat(record.incomplete()).isEmpty());
    }

    @ParameterizedTest
    @CsvSource({"worklog, worklogs, worklogs", "changelog, histories, values"})
    void listWithoutATotal_isFetched(String part, String inlined, String paged) {
        inline(part, inlined, 3, 3, 40);
        (part.equals("changelog") ? issue : issue.withObject("/fields")).withObject("/" + part).remove("total");
        jira.on("GET", "issue/42/" + part, call -> page(call, paged, 7, 100, "nothing"));

        assertThat(rows(fetch(), part.equals("worklog") ? JiraTables.WORKLOG : JiraTables.CHANGE)).hasSize(7);
    }

    /** By Jira's document, the total of an inlined changelog may be the number of results on the page. */
    @Test
    void asManyAsAreInlinedAtMost_areNotTakenForAll() {
        inline("changelog", "histories", 40, 40, 40);
        jira.on("GET", "issue/42/changelog", call -> page(call, "values", 57, 100, "isLast"));

        assertThat(rows(fetch(), JiraTables.CHANGE)).hasSize(57);
    }

    @Test
    void fewerThanInlinedWereStated_isIncomplete_andListedTwice() {
        inline("comment", "comments", 1, 9, 1);
        jira.on("GET", "issue/42/comment", call -> page(call, "comments", 8, 100, "isLast"));

        RecordPage page = fetch();

        assertThat(rows(page, JiraTables.COMMENT)).hasSize(8);
        assertThat(page.records().getLast().incomplete()).containsExactly(JiraTables.COMMENT);
        assertThat(page.rejected()).singleElement().satisfies(rejected -> assertThat(rejected.reason()).contains("9").contains("8"));
        assertThat(jira.requests("issue/42/comment")).isEqualTo(2);
    }

    @Test
    void pageThatIsGivenAgainAndAgain_endsTheList_asIncomplete() {
        inline("comment", "comments", 1, 9, 1);
        jira.on("GET", "issue/42/comment", call -> ok(jira("comments", 0, 5, 5)));

        RecordPage page = fetch();

        assertThat(page.records().getLast().incomplete()).containsExactly(JiraTables.COMMENT);
        assertThat(jira.requests("issue/42/comment")).isEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 403, 404, 405})
    void refusedPart_ofAnIssueThatIsThere_isWithheld(int status) {
        inline("worklog", "worklogs", 2, 5, 2);
        jira.on("GET", "issue/42/worklog", call -> refusal(status, "Zeiterfassung ist aus."));

        RecordPage page = fetch();

        assertThat(page.records()).hasSize(2);
        assertThat(page.rejected()).isEmpty();
        assertThat(rows(page, JiraTables.WORKLOG)).hasSize(2);
        assertThat(page.records().getLast().incomplete()).containsExactly(JiraTables.WORKLOG);
        assertThat(page.withheld()).singleElement().satisfies(withheld -> {
            assertThat(withheld.part()).isEqualTo("worklog");
            assertThat(withheld.reason()).contains("Zeiterfassung ist aus.");
        });
    }

    @Test
    void refusedPart_ofAnIssueThatWentMeanwhile_isNoPart_andNoIssue() {
        inline("worklog", "worklogs", 2, 5, 2);
        jira.on("GET", "issue/42/worklog", call -> refusal(404, "gone"));
        jira.on("GET", "issue/42", call -> refusal(404, "gone"));

        RecordPage page = fetch();

        assertThat(page.records()).singleElement().satisfies(record -> assertThat(record.row().id()).isEqualTo("41"));
        assertThat(page.withheld()).isEmpty();
        assertThat(page.rejected()).isEmpty();
    }

    @Test
    void partThatFailsForOneIssue_isADeadLetterOfThatPart() {
        inline("comment", "comments", 1, 5, 1);
        jira.on("GET", "issue/42/comment", call -> refusal(500, "Boom."));

        RecordPage page = fetch();

        assertThat(page.records()).hasSize(2);
        assertThat(page.withheld()).isEmpty();
        assertThat(page.rejected()).singleElement().satisfies(rejected -> assertThat(rejected.reason()).contains("comment").contains("Boom."));
        assertThat(page.records().getLast().incomplete()).containsExactly(JiraTables.COMMENT);
    }

    @Test
    void partThatFailsForAll_isAnOutage_andBlamesNobody() {
        inline("comment", "comments", 1, 5, 1);
        jira.on("GET", "issue/.+/comment", call -> refusal(500, "Boom."));

        assertThatThrownBy(this::fetch).isInstanceOfSatisfying(
                SourceException.class, failure -> assertThat(failure.type()).isEqualTo(FailureType.UNAVAILABLE));
    }

    @Test
    void pageThatIsTooLarge_isAskedForSmaller_whichIsRemembered() {
        inline("comment", "comments", 1, 40, 1);
        jira.on("GET", "issue/42/comment", call -> call.number("maxResults", 100) > 30
                ? refusal(413, "Too much.")
                : page(call, "comments", 40, 100, "total"));

        assertThat(rows(fetch(), JiraTables.COMMENT)).hasSize(40);
        jira.vendor.forgetCalls();
        assertThat(rows(fetch(), JiraTables.COMMENT)).hasSize(40);
        assertThat(jira.vendor.calls(".*/comment")).allSatisfy(call -> assertThat(call.number("maxResults", 100)).isEqualTo(25));
    }
}
