package dev.backfill.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.backfill.simulator.notion.NotionOptions;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class NotionSearchTest {

    private static NotionClient client;

    @BeforeAll
    static void start() {
        client = NotionClient.start(NotionClient.options(1_500));
    }

    @AfterAll
    static void stop() {
        client.close();
    }

    private static List<String> times(List<JsonNode> records) {
        return records.stream().map(record -> record.path("last_edited_time").asString()).toList();
    }

    @Test
    void everythingListed_isFoundOnce_newestFirst() {
        List<JsonNode> found = client.all(NotionClient.NEW, "search", "{}");
        List<String> listed = Stream.concat(client.manifest("").stream(), client.manifest("object=data_source").stream())
                .filter(line -> line.path("listed").asBoolean()).map(line -> line.path("id").asString()).toList();
        assertThat(found).extracting(record -> record.path("id").asString()).containsExactlyInAnyOrderElementsOf(listed);
        assertThat(times(found)).isSortedAccordingTo(Comparator.reverseOrder());
        assertThat(times(found)).allMatch(time -> time.endsWith(":00.000Z"));
    }

    @Test
    void search_isNotExhaustive_andNeitherIsTheCrawl() {
        assertThat(client.manifest("")).anyMatch(line -> !line.path("listed").asBoolean())
                .anyMatch(line -> !line.path("crawlable").asBoolean() && line.path("listed").asBoolean());
    }

    @Test
    void filterAndSort_areFollowed() {
        String body = "{\"filter\":{\"property\":\"object\",\"value\":\"page\"},"
                + "\"sort\":{\"timestamp\":\"last_edited_time\",\"direction\":\"ascending\"}}";
        List<JsonNode> pages = client.all(NotionClient.NEW, "search", body);
        assertThat(pages).allMatch(record -> record.path("object").asString().equals("page"));
        assertThat(times(pages)).isSorted();
        assertThat(client.all(NotionClient.NEW, "search", body.replace("\"page\"", "\"data_source\"")))
                .isNotEmpty().allMatch(record -> record.path("object").asString().equals("data_source"));
    }

    @Test
    void oldVersion_findsDatabasesOfOneDataSource() {
        String body = "{\"filter\":{\"property\":\"object\",\"value\":\"database\"}}";
        assertThat(NotionClient.code(client.post("search", body))).isEqualTo("400 validation_error");
        List<JsonNode> found = client.all(NotionClient.OLD, "search", body);
        List<JsonNode> databases = client.manifest("object=database").stream()
                .filter(line -> client.read("databases/" + line.path("id").asString()).path("data_sources").size() == 1).toList();
        assertThat(found).hasSameSizeAs(databases).allMatch(record -> record.path("properties").has("Name"));
    }

    @Test
    void badRequests_areNamed() {
        assertThat(NotionClient.json(client.post("search", "{\"page_size\":101}")).path("message").asString())
                .contains("body.page_size should be ≤ `100`");
        assertThat(NotionClient.json(client.post("search", "{\"start_cursor\":\"nonsense\"}")).path("message").asString())
                .isEqualTo("The start_cursor provided is invalid: nonsense");
        assertThat(NotionClient.code(client.post("search", "{"))).isEqualTo("400 invalid_json");
        String cursor = NotionClient.json(client.post("search", "{\"page_size\":1}")).path("next_cursor").asString();
        assertThat(NotionClient.code(client.post("search", "{\"query\":\"other\",\"start_cursor\":\"" + cursor + "\"}")))
                .isEqualTo("400 validation_error");
    }

    @Test
    void pageEditedWhileReadingNewestFirst_isMissed_andIsNewestNextTime() {
        JsonNode first = NotionClient.json(client.post("search", "{\"page_size\":100}"));
        List<String> everything = client.allIds("search", "{}");
        String later = everything.get(500);
        client.mutate(later, "edit", "{\"title\":\"changed\"}");
        List<String> rest = client.allIds("search", "{\"start_cursor\":\"" + first.path("next_cursor").asString() + "\"}");
        assertThat(rest).doesNotContain(later).hasSize(everything.size() - 101);
        assertThat(client.allIds("search", "{}")).startsWith(later);
    }

    @Test
    void searchLags_butReadingByIdDoesNot() {
        SimulatorOptions slow = NotionClient.options(100).withNotion(NotionOptions.defaults().withPages(100)
                .withLags(Duration.ofMillis(700), Duration.ZERO));
        try (NotionClient lagging = NotionClient.start(slow)) {
            JsonNode row = lagging.rowLine();
            String added = lagging.admin("POST", "objects", "{\"parent\":\"" + row.path("partition").asString() + "\"}").path("id").asString();
            assertThat(lagging.allIds("search", "{}")).doesNotContain(added);
            assertThat(lagging.get("pages/" + added).statusCode()).isEqualTo(200);
            assertThat(lagging.allIds("data_sources/" + row.path("partition").asString() + "/query", "{}")).contains(added);
            await().atMost(Duration.ofMinutes(1)).until(() -> lagging.allIds("search", "{}").contains(added));
        }
    }
}
