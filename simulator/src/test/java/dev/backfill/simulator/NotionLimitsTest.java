package dev.backfill.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backfill.simulator.notion.NotionOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What Notion's documents say of its limits, of rows that were put away, and of its versions. */
class NotionLimitsTest {

    private static final int LIMIT = 45;
    private static NotionClient client;
    private static String source;

    @BeforeAll
    static void start() {
        NotionOptions options = NotionOptions.defaults().withPages(1_500).withResultLimit(LIMIT);
        client = NotionClient.start(SimulatorOptions.defaults().withIssues(1).withNow(NotionClient.NOW).withNotion(options));
        source = client.rowLine().path("partition").asString();
    }

    @AfterEach
    void clear() {
        client.admin("DELETE", "faults", "");
    }

    @AfterAll
    static void stop() {
        client.close();
    }

    private static JsonNode query(String body) {
        return NotionClient.json(client.post("data_sources/" + source + "/query", body));
    }

    @Test
    void queryEndsAtTheLimit_andOnlyItsStatusSaysSo() {
        JsonNode first = query("{\"page_size\":40}");
        assertThat(first.path("has_more").asBoolean()).isTrue();
        assertThat(first.has("request_status")).isFalse();

        JsonNode last = query("{\"page_size\":40,\"start_cursor\":\"" + first.path("next_cursor").asString() + "\"}");

        assertThat(last.path("results").size()).isEqualTo(LIMIT - 40);
        assertThat(last.path("has_more").asBoolean()).isFalse();
        assertThat(last.path("next_cursor").isNull()).isTrue();
        assertThat(last.path("request_status").path("type").asString()).isEqualTo("incomplete");
        assertThat(last.path("request_status").path("incomplete_reason").asString()).isEqualTo("query_result_limit_reached");
    }

    @Test
    void searchEndsAtTheLimit_too() {
        assertThat(client.all(NotionClient.NEW, "search", "{}")).hasSize(LIMIT);
        assertThat(NotionClient.json(client.post("search", "{\"page_size\":100}")).path("request_status").path("type").asString()).isEqualTo("incomplete");
    }

    @Test
    void rowsThatWerePutAway_areGivenByAQueryOfTheirOwn() {
        List<JsonNode> lines = client.manifest("partition=" + source);
        Set<String> archived = lines.stream().filter(line -> line.path("archived").asBoolean())
                .map(line -> line.path("id").asString()).collect(Collectors.toSet());
        assertThat(archived).isNotEmpty();

        assertThat(NotionClient.ids(query("{\"is_archived\":true}"))).containsExactlyInAnyOrderElementsOf(archived);
        assertThat(NotionClient.ids(query("{}"))).doesNotContainAnyElementsOf(archived);
        assertThat(client.read("pages/" + archived.iterator().next()).path("is_archived").asBoolean()).isTrue();
    }

    @Test
    void rowIsPutAway_andTakenOutAgain() {
        String id = client.rowLine().path("id").asString();
        client.mutate(id, "archive", "{}");
        assertThat(NotionClient.ids(query("{\"is_archived\":true}"))).contains(id);
        client.mutate(id, "unarchive", "{}");
        assertThat(NotionClient.ids(query("{\"is_archived\":true}"))).doesNotContain(id);
    }

    @Test
    void pageThatTakesTooLong_isAnsweredWithTheAdviceToAskForLess() {
        client.fault("{\"kind\":\"tooMany\",\"most\":20,\"route\":\"data_sources/query\"}");
        JsonNode error = query("{\"page_size\":21}");
        assertThat(error.path("status").asInt()).isEqualTo(503);
        assertThat(error.path("additional_data").path("retry_guidance").size()).isEqualTo(3);
        assertThat(query("{\"page_size\":20}").path("results").size()).isEqualTo(20);
    }

    @Test
    void singleObjects_canBeRefused() {
        String id = client.rowLine().path("id").asString();
        client.fault("{\"kind\":\"partRefused\",\"ids\":[\"" + id + "\"],\"route\":\"blocks/children\"}");
        assertThat(NotionClient.code(client.get("blocks/" + id + "/children"))).isEqualTo("400 validation_error");
        assertThat(client.get("pages/" + id).statusCode()).isEqualTo(200);
    }

    @Test
    void newVersions_nameTrashAndMeetingsAnew_andListTitlesAlone() {
        String id = client.rowLine().path("id").asString();
        assertThat(client.read("pages/" + id).has("archived")).isTrue();
        for (String version : List.of("2026-03-11", "2026-12-01")) {
            JsonNode page = NotionClient.json(client.call(version, "GET", "pages/" + id, ""));
            assertThat(page.has("archived")).isFalse();
            assertThat(page.has("in_trash")).isTrue();
            assertThat(types(version)).contains("meeting_notes", "heading_4", "tab").doesNotContain("transcription");
        }
        assertThat(types(NotionClient.NEW)).contains("transcription").doesNotContain("meeting_notes");
        JsonNode listed = NotionClient.json(client.call("2026-12-01", "POST", "data_sources/" + source + "/query", "{}"));
        assertThat(listed.path("results").path(0).path("properties").size()).isEqualTo(1);
        JsonNode users = NotionClient.json(client.call("2026-12-01", "GET", "users", ""));
        assertThat(users.path("results").valueStream().filter(user -> user.path("name").isNull()).count()).isPositive();
    }

    private static List<String> types(String version) {
        String everyBlock = client.manifest("").get(1).path("id").asString();
        List<String> types = new ArrayList<>();
        NotionClient.json(client.call(version, "GET", "blocks/" + everyBlock + "/children", "")).path("results")
                .forEach(block -> types.add(block.path("type").asString()));
        return types;
    }
}
