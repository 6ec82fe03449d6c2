package dev.backfill.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class NotionQueryTest {

    private static NotionClient client;
    private static String source;

    @BeforeAll
    static void start() {
        client = NotionClient.start(NotionClient.options(1_500));
        source = client.rowLine().path("partition").asString();
    }

    @AfterAll
    static void stop() {
        client.close();
    }

    private static List<JsonNode> rows(String body) {
        return client.all(NotionClient.NEW, "data_sources/" + source + "/query", body);
    }

    private static List<String> ids(String body) {
        return client.allIds("data_sources/" + source + "/query", body);
    }

    private static String filter(String condition, String time) {
        return "{\"filter\":{\"timestamp\":\"last_edited_time\",\"last_edited_time\":{\"%s\":\"%s\"}}}".formatted(condition, time);
    }

    @Test
    void eachDataSource_givesItsRows() {
        List<String> found = new ArrayList<>();
        client.manifest("object=data_source").forEach(line -> {
            String query = "data_sources/" + line.path("id").asString() + "/query";
            found.addAll(client.allIds(query, "{\"page_size\":7}"));
            found.addAll(client.allIds(query, "{\"page_size\":7,\"is_archived\":true}"));
        });
        assertThat(found).isNotEmpty().containsExactlyInAnyOrderElementsOf(client.manifest("").stream()
                .filter(line -> !line.path("partition").asString().equals("workspace"))
                .map(line -> line.path("id").asString()).toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-08-03", "2026-05-01T10:30:00.000Z", "2026-05-01T18:30:00+08:00"})
    void timesSplitTheRows(String time) {
        List<String> before = ids(filter("before", time));
        List<String> after = ids(filter("after", time));
        assertThat(before).isNotEmpty();
        assertThat(after).isNotEmpty();
        List<String> all = ids("{}");
        List<String> rest = new ArrayList<>(all);
        rest.removeAll(before);
        assertThat(ids(filter("on_or_after", time))).containsExactlyInAnyOrderElementsOf(rest);
        rest = new ArrayList<>(all);
        rest.removeAll(after);
        assertThat(ids(filter("on_or_before", time))).containsExactlyInAnyOrderElementsOf(rest);
    }

    @Test
    void oneMinute_holdsManyEdits_andPagesThroughThem() {
        String bulk = "2026-08-03T00:00:00.000Z";
        List<JsonNode> rows = rows("{\"page_size\":3,\"filter\":{\"and\":[{\"timestamp\":\"last_edited_time\",\"last_edited_time\":{\"equals\":\""
                + bulk + "\"}}]},\"sorts\":[{\"timestamp\":\"last_edited_time\",\"direction\":\"ascending\"}]}");
        assertThat(rows).hasSizeGreaterThan(3).doesNotHaveDuplicates()
                .allMatch(row -> row.path("last_edited_time").asString().equals(bulk));
    }

    @Test
    void rowEditedWhileReadingOldestFirst_isMetTwice() {
        String body = "{\"page_size\":5,\"sorts\":[{\"timestamp\":\"last_edited_time\",\"direction\":\"ascending\"}]}";
        JsonNode first = NotionClient.json(client.post("data_sources/" + source + "/query", body));
        String seen = NotionClient.ids(first).getFirst();
        client.mutate(seen, "edit", "{}");
        assertThat(ids(body.replace("{\"page_size\"", "{\"start_cursor\":\"" + first.path("next_cursor").asString() + "\",\"page_size\"")))
                .endsWith(seen);
    }

    @Test
    void oldVersion_queriesDatabases_butNotThoseOfSeveralSources() {
        boolean several = false;
        boolean one = false;
        for (JsonNode line : client.manifest("object=database")) {
            String id = line.path("id").asString();
            JsonNode sources = client.read("databases/" + id).path("data_sources");
            HttpResponse<byte[]> answer = client.call(NotionClient.OLD, "POST", "databases/" + id + "/query", "{}");
            if (sources.size() == 1) {
                one = true;
                assertThat(NotionClient.json(answer).path("type").asString()).isEqualTo("page_or_database");
                assertThat(NotionClient.json(answer).path("results").path(0).path("parent").path("database_id").asString(id)).isEqualTo(id);
            } else {
                several = true;
                assertThat(NotionClient.code(answer)).isEqualTo("400 validation_error");
                assertThat(NotionClient.json(answer).path("additional_data").path("child_data_source_ids").size()).isEqualTo(sources.size());
            }
        }
        assertThat(several && one).isTrue();
        assertThat(NotionClient.code(client.call(NotionClient.OLD, "GET", "data_sources/" + source, ""))).isEqualTo("400 invalid_request_url");
        assertThat(NotionClient.code(client.post("databases/" + client.read("data_sources/" + source).path("parent")
                .path("database_id").asString() + "/query", "{}"))).isEqualTo("400 invalid_request_url");
    }

    @Test
    void badFilters_areRefused() {
        assertThat(NotionClient.code(client.post("data_sources/" + source + "/query", filter("before", "soon")))).isEqualTo("400 validation_error");
        assertThat(NotionClient.code(client.post("data_sources/" + source + "/query",
                "{\"filter\":{\"property\":\"Done\",\"checkbox\":{\"equals\":true}}}"))).isEqualTo("400 validation_error");
    }

    @Test
    void columnsCanBeChosen() {
        JsonNode list = NotionClient.json(client.post("data_sources/" + source + "/query?filter_properties=title&filter_properties=dOne", "{}"));
        assertThat(list.path("results").path(0).path("properties").propertyNames()).containsExactlyInAnyOrder("Name", "Done");
    }
}
