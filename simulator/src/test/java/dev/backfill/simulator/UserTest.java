package dev.backfill.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** {@code GET /user/bulk}. */
class UserTest {

    private static JiraClient client;
    private static List<String> accounts;

    /** Those whom the worklogs of Tempo name. */
    @BeforeAll
    static void start() {
        SimulatorOptions options = SimulatorOptions.defaults().withIssues(100);
        client = JiraClient.start(options);
        try (TempoClient tempo = TempoClient.start(options)) {
            Set<String> authors = new HashSet<>();
            tempo.list("limit=1000").path("results").forEach(worklog -> authors.add(worklog.path("author").path("accountId").asString()));
            accounts = authors.stream().sorted().toList();
        }
    }

    @AfterAll
    static void stop() {
        client.close();
    }

    private static String query(List<String> ids) {
        return ids.stream().map(id -> "accountId=" + URLEncoder.encode(id, StandardCharsets.UTF_8)).collect(Collectors.joining("&"));
    }

    private static List<String> ids(JsonNode page) {
        List<String> ids = new ArrayList<>();
        page.path("values").forEach(user -> ids.add(user.path("accountId").asString()));
        return ids;
    }

    @Test
    void authorsOfTempo_areThereInPart() {
        int found = 0;
        for (int from = 0; from < accounts.size(); from += 90) {
            List<String> some = accounts.subList(from, Math.min(accounts.size(), from + 90));
            JsonNode page = JiraClient.json(client.get("user/bulk?maxResults=90&" + query(some)));
            assertThat(some).containsAll(ids(page));
            page.path("values").forEach(user -> assertThat(user.path("displayName").asString()).isNotEmpty());
            found += page.path("values").size();
        }
        assertThat(found).isGreaterThan(100).isLessThan(accounts.size());
    }

    @Test
    void pages_holdTenUnlessMoreIsAskedFor_andTellWhetherOthersFollow() {
        List<String> known = accounts.stream().filter(id -> id.startsWith("557058:")).limit(25).toList();

        JsonNode first = JiraClient.json(client.get("user/bulk?" + query(known)));
        JsonNode last = JiraClient.json(client.get("user/bulk?startAt=20&" + query(known)));

        assertThat(ids(first)).isEqualTo(known.subList(0, 10));
        assertThat(first.path("isLast").asBoolean(true)).isFalse();
        assertThat(first.path("total").asInt()).isEqualTo(25);
        assertThat(first.path("nextPage").asString()).contains("startAt=10");
        assertThat(ids(last)).isEqualTo(known.subList(20, 25));
        assertThat(last.path("isLast").asBoolean(false)).isTrue();
        assertThat(last.has("nextPage")).isFalse();
    }

    @Test
    void unknownUsers_areLeftOut() {
        JsonNode page = JiraClient.json(client.get("user/bulk?accountId=nobody&accountId=712020:00000000-0000-4000-8000-000000000001"));

        assertThat(page.path("values").isArray()).isTrue();
        assertThat(page.path("values")).isEmpty();
        assertThat(page.path("total").asInt(-1)).isZero();
    }

    @Test
    void none_isRefused_andNoNumberOfThemIsTooMany() {
        List<String> many = IntStream.range(0, 91).mapToObj(number -> "user-" + number).toList();

        assertThat(client.get("user/bulk?" + query(many)).statusCode()).isEqualTo(200);
        assertThat(client.get("user/bulk").statusCode()).isEqualTo(400);
    }

    @Test
    void strangers_areToldNothing() {
        JiraClient stranger = new JiraClient(client.server(), "wrong");

        assertThat(stranger.get("user/bulk?accountId=" + "557058:1").statusCode()).isEqualTo(401);
    }
}
