package dev.backfill.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class TempoWorklogsTest {

    private static TempoClient client;
    private static Map<Long, JsonNode> manifest;

    @BeforeAll
    static void start() {
        client = TempoClient.start(SimulatorOptions.defaults().withTempo(TempoOptions.defaults().withWorklogs(3_000)));
        manifest = client.manifest("").stream()
                .collect(Collectors.toMap(line -> line.path("id").asLong(), Function.identity()));
    }

    @AfterAll
    static void stop() {
        client.close();
    }

    private static List<String> sorted(Predicate<JsonNode> wanted) {
        return manifest.values().stream().filter(wanted).map(line -> line.path("id").asString()).sorted().toList();
    }

    private static List<String> sorted(String query) {
        return client.ids(query).stream().map(String::valueOf).sorted().toList();
    }

    @Test
    void links_leadThroughAllWorklogs_fiftyAPage() {
        List<JsonNode> pages = client.pages("");
        assertThat(pages).hasSize(60).allSatisfy(page -> {
            assertThat(page.path("metadata").path("limit").asInt()).isEqualTo(50);
            assertThat(page.path("metadata").path("count").asInt()).isEqualTo(page.path("results").size());
        });
        assertThat(pages.getFirst().path("metadata").has("previous")).isFalse();
        assertThat(pages.get(2).path("metadata").path("previous").asString()).contains("offset=50&limit=50");
        assertThat(client.ids("")).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(manifest.keySet());
    }

    @Test
    void limit_isAThousandWhateverWasAskedFor() {
        JsonNode page = client.list("limit=5000");
        assertThat(page.path("results").size()).isEqualTo(1_000);
        assertThat(page.path("metadata").path("limit").asInt()).isEqualTo(1_000);
        assertThat(client.ids("limit=5000")).hasSize(3_000);
        assertThat(client.list("offset=9000").path("results").size()).isZero();
    }

    @Test
    void order_isByStartThenId() {
        List<JsonNode> all = client.pages("limit=1000").stream().flatMap(page -> page.path("results").valueStream()).toList();
        assertThat(all).isSortedAccordingTo(Comparator
                .comparing((JsonNode worklog) -> worklog.path("startDate").asString() + worklog.path("startTime").asString())
                .thenComparing(worklog -> worklog.path("tempoWorklogId").asLong()));
        assertThat(client.ids("limit=1000&orderBy=ID")).isSortedAccordingTo(Comparator.reverseOrder());
        assertThat(client.get("worklogs?orderBy=NAME").statusCode()).isEqualTo(400);
    }

    @Test
    void fromAndTo_areBothInclusive() {
        String day = manifest.values().iterator().next().path("startDate").asString();
        assertThat(sorted("from=" + day + "&to=" + day)).isNotEmpty()
                .isEqualTo(sorted((JsonNode line) -> line.path("startDate").asString().equals(day)));
        assertThat(sorted("from=" + day))
                .isEqualTo(sorted((JsonNode line) -> line.path("startDate").asString().compareTo(day) >= 0));
    }

    @Test
    void updatedFrom_takesDatesAndTimes() {
        String time = manifest.values().stream().map(line -> line.path("updated").asString()).sorted().toList().get(2_000);
        List<String> since = sorted((JsonNode line) -> line.path("updated").asString().compareTo(time) >= 0);
        assertThat(sorted("limit=1000&updatedFrom=" + time)).isNotEmpty().isEqualTo(since);
        String day = time.substring(0, 10);
        assertThat(sorted("limit=1000&updatedFrom=" + day))
                .isEqualTo(sorted((JsonNode line) -> line.path("updated").asString().compareTo(day) >= 0));
        assertThat(client.admin("GET", "requests", "").path("byRoute").path("worklogs:updated").asInt()).isPositive();
    }

    @Test
    void projectId_isANumberAndMayBeRepeated() {
        List<String> core = sorted("limit=1000&projectId=10000");
        List<String> web = sorted("limit=1000&projectId=10002");
        assertThat(core).isNotEmpty().hasSizeLessThan(2_900);
        assertThat(sorted("limit=1000&projectId=10000&projectId=10002"))
                .hasSize(core.size() + web.size()).containsAll(core).containsAll(web);
        assertThat(client.list("projectId=77").path("results").size()).isZero();
        assertThat(sorted("limit=1000&projectKey=CORE")).hasSize(3_000);
    }

    @Test
    void issueId_findsItsWorklogs() {
        String issue = manifest.values().iterator().next().path("issue").asString();
        assertThat(sorted("issueId=" + issue)).isNotEmpty()
                .isEqualTo(sorted((JsonNode line) -> line.path("issue").asString().equals(issue)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
        "project=CORE|The provided key named 'project' is no longer used, please use 'projectId'",
        "projectId=CORE|'projectId' must be a number", "from=2024-1-1|'from' must be valid on the format: 'yyyy-MM-dd'",
        "to=2024-02-30|'to' must be valid on the format: 'yyyy-MM-dd'", "from=2024-02-02&to=2024-02-01|'from' must not be after 'to'",
        "limit=0|'limit' must be a number not below 1", "offset=-1|'offset' must be a number not below 0",
        "updatedFrom=soonT|'updatedFrom' must be valid on the format: 'yyyy-MM-dd' or 'yyyy-MM-dd'T'HH:mm:ssZ'"})
    void wrongParameter_isNamed(String query, String message) {
        HttpResponse<byte[]> answer = client.get("worklogs?" + query);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(TempoClient.error(answer)).isEqualTo(message);
    }

    @Test
    void oneWorklog_isThatOfTheList() {
        JsonNode listed = client.list("limit=3").path("results").path(2);
        assertThat(TempoClient.json(client.get("worklogs/" + listed.path("tempoWorklogId").asLong()))).isEqualTo(listed);
        assertThat(listed.path("issue").has("key")).isFalse();
        assertThat(listed.path("author").propertyNames()).containsExactlyInAnyOrder("self", "accountId");
        for (String id : List.of("1", "x", "99999999999999999999")) {
            assertThat(client.get("worklogs/" + id).statusCode()).isEqualTo(404);
        }
        assertThat(client.get("projects").statusCode()).isEqualTo(404);
    }

    @Test
    void wrongToken_isRefused() {
        HttpResponse<byte[]> answer = client.get("worklogs", "wrong");
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(TempoClient.error(answer)).isNotEmpty();
    }
}
