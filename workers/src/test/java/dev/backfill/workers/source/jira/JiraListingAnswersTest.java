package dev.backfill.workers.source.jira;

import static dev.backfill.workers.source.RecordJson.MAPPER;
import static dev.backfill.workers.source.jira.StandInJira.ATLAS;
import static dev.backfill.workers.source.jira.StandInJira.RANGE;
import static dev.backfill.workers.source.jira.StandInJira.ok;
import static dev.backfill.workers.source.jira.StandInJira.project;
import static dev.backfill.workers.source.jira.StandInJira.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backfill.store.page.IdPage;
import dev.backfill.workers.TestDatabase;
import dev.backfill.workers.source.FoundPartition;
import dev.backfill.workers.source.Listing;
import dev.backfill.workers.source.Source.CensusOrder;
import dev.backfill.workers.source.SourceException;
import dev.backfill.workers.source.SourcePartition;
import dev.backfill.workers.source.StandInVendor.Call;
import dev.backfill.workers.source.StandInVendor.Reply;
import dev.backfill.workflows.failure.FailureType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Lists of projects and of issues: where they end, and what a refusal means, in whatever language it comes. */
class JiraListingAnswersTest {
    private static final Listing CENSUS = new Listing(RANGE, CensusOrder.CREATED);

    private StandInJira jira;
    private JiraSource source;

    @BeforeEach
    void start() {
        TestDatabase.clear();
        jira = new StandInJira();
        jira.issue(41);
        source = jira.source();
    }

    @AfterEach
    void stop() {
        jira.close();
    }

    private static List<SourcePartition> many(int count) {
        return new ArrayList<>(IntStream.range(0, count).mapToObj(number -> new SourcePartition(Integer.toString(700 + number), "P" + number)).toList());
    }

    private static Reply page(Call call, List<SourcePartition> projects, boolean total, boolean last) {
        List<SourcePartition> shown = "archived".equals(call.query().get("status")) ? List.of() : projects;
        int from = Math.min(shown.size(), call.number("startAt", 0));
        int to = Math.min(shown.size(), from + 100);
        ObjectNode page = MAPPER.createObjectNode().put("startAt", from).put("maxResults", 100);
        ArrayNode values = page.putArray("values");
        shown.subList(from, to).forEach(each -> values.add(project(each)));
        if (total) {
            page.put("total", shown.size());
        }
        if (last) {
            page.put("isLast", to == shown.size());
        }
        return ok(page);
    }

    private List<String> projects() {
        return source.partitions("{}", RANGE).stream().map(FoundPartition::planned).map(planned -> planned.partitionId()).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"total", "last", "neither", "link"})
    void projectsAreAll_whateverThePagesState(String stated) {
        List<SourcePartition> all = many(230);
        jira.on("GET", "project/search", call -> {
            Reply page = page(call, all, stated.equals("total"), stated.equals("last"));
            return stated.equals("link") && call.number("startAt", 0) < 200
                    ? new Reply(200, page.json().replaceFirst("\\{", "{\"isLast\":true,\"nextPage\":\"https://example.atlassian.net/next\","))
                    : page;
        });

        assertThat(projects()).hasSize(230);
    }

    @Test
    void projectDeletedBetweenPages_hidesNoOther() {
        List<SourcePartition> all = many(150);
        AtomicInteger calls = new AtomicInteger();
        jira.on("GET", "project/search", call -> {
            if (calls.incrementAndGet() == 2) {
                all.removeFirst();
            }
            return page(call, all, true, true);
        });

        assertThat(projects()).containsExactlyInAnyOrderElementsOf(all.stream().map(SourcePartition::id).toList());
    }

    @Test
    void listThatNeverHoldsStill_isNotBelieved() {
        List<SourcePartition> all = many(150);
        jira.on("GET", "project/search", call -> {
            all.removeFirst();
            return page(call, all, true, true);
        });

        assertFails(FailureType.UNAVAILABLE, this::projects);
    }

    @Test
    void no404OfTheListIsAFailure_butAnEmptyList() {
        jira.on("GET", "project/search", call -> "archived".equals(call.query().get("status"))
                ? refusal(404, "Keine Projekte.")
                : page(call, many(3), true, true));

        assertThat(projects()).hasSize(3);
    }

    @Test
    void archivedProject_isLeftOut_inWhateverLanguageJiraRefuses() {
        jira.on("GET", "project/search", call -> page(
                new Call("GET", call.path(), Map.of(), "", List.of()),
                "archived".equals(call.query().get("status")) ? List.of(new SourcePartition("9", "OLD")) : List.of(ATLAS), true, true));
        jira.on("POST", "search/approximate-count", call -> refusal(400, "Der Wert 'OLD' existiert nicht."));

        assertThat(source.partitions("{}", RANGE)).filteredOn(found -> found.planned().leftOutBecause() != null)
                .singleElement().satisfies(found -> assertThat(found.planned().key()).isEqualTo("OLD"));
    }

    private void assertFails(FailureType type, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(SourceException.class, failure -> assertThat(failure.type()).isEqualTo(type));
    }

    @Test
    void refusedSearch_isAccessLost_onlyIfTheProjectIsNotShown() {
        jira.on("POST", "search/jql", call -> refusal(400, "Der Wert 'ATLAS' existiert nicht."));

        assertThatThrownBy(() -> source.census(ATLAS, CENSUS, null, 1)).isInstanceOfSatisfying(SourceException.class, failure -> {
            assertThat(failure.type()).isEqualTo(FailureType.REFUSED);
            assertThat(failure.type().endsRun()).isFalse();
            assertThat(failure.type().retryable()).isFalse();
        }).hasMessageContaining("existiert nicht");
        jira.on("GET", "project/700", call -> refusal(404, "Kein Projekt."));
        assertFails(FailureType.ACCESS_LOST, () -> source.census(ATLAS, CENSUS, null, 1));
        jira.on("GET", "project/700", call -> ok(project(ATLAS).put("archived", true)));
        assertFails(FailureType.ACCESS_LOST, () -> source.changes(ATLAS, RANGE, RANGE.from(), null, 1));
    }

    @Test
    void refusedToken_isExpired_ifTheSearchIsTakenWithout() {
        jira.on("POST", "search/jql", call -> token(call) == null ? ok(page(call, "next")) : refusal(400, "Ungültig."));

        String cursor = source.census(ATLAS, CENSUS, null, 1).nextCursor();

        assertThat(cursor).isNotNull();
        assertFails(FailureType.CURSOR_EXPIRED, () -> source.census(ATLAS, CENSUS, cursor, 1));
    }

    private static String token(Call call) {
        JsonNode token = MAPPER.readTree(call.body()).path("nextPageToken");
        return token.isString() ? token.asString() : null;
    }

    private static int size(Call call) {
        return MAPPER.readTree(call.body()).path("maxResults").asInt();
    }

    private static ObjectNode page(Call call, String next) {
        ObjectNode page = MAPPER.createObjectNode();
        page.putArray("issues").addObject().put("id", "41");
        if (next != null) {
            page.put("nextPageToken", next);
        }
        return page;
    }

    @ParameterizedTest
    @ValueSource(ints = {413, 503, 504})
    void pageThatIsTooLarge_isAskedForSmaller_whichIsRemembered_andTheTokenKeepsItsSize(int status) {
        jira.on("POST", "search/jql", call -> size(call) > 1_300
                ? refusal(status, "Too much.")
                : ok(page(call, token(call) == null ? "next" : null)));

        IdPage first = source.census(ATLAS, CENSUS, null, 1);
        jira.vendor.forgetCalls();
        IdPage second = source.census(ATLAS, CENSUS, first.nextCursor(), 2);
        source.census(ATLAS, CENSUS, null, 3);

        assertThat(second.nextCursor()).isNull();
        assertThat(jira.vendor.calls(".*/search/jql")).hasSize(2).allSatisfy(call -> assertThat(size(call)).isEqualTo(1_250));
        assertThat(token(jira.vendor.calls(".*/search/jql").getFirst())).isEqualTo("next");
    }

    @Test
    void count_isOfTheCensusScope_andEmptyIfThereIsNone() {
        assertThat(source.count(ATLAS, RANGE)).hasValue(1);
        assertThat(MAPPER.readTree(jira.vendor.calls(".*approximate-count").getFirst().body()).path("jql").asString())
                .isEqualTo(JiraQuery.all("ATLAS", RANGE).jql());
        for (Reply reply : List.of(refusal(400, "Nein."), refusal(500, "Boom."), new Reply(200, "{}"), new Reply(200, "{\"count\":\"many\"}"))) {
            jira.on("POST", "search/approximate-count", call -> reply);
            assertThat(source.count(ATLAS, RANGE)).as(reply.json()).isEmpty();
        }
    }
}
