package dev.backfill.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class NotionMutationTest {

    private NotionClient client;
    private String source;
    private String row;

    @BeforeEach
    void start() {
        client = NotionClient.start(NotionClient.options(300));
        JsonNode line = client.rowLine();
        source = line.path("partition").asString();
        row = line.path("id").asString();
    }

    @AfterEach
    void stop() {
        client.close();
    }

    private List<String> rows() {
        return client.allIds("data_sources/" + source + "/query", "{}");
    }

    private JsonNode line(String id) {
        return client.manifest("").stream().filter(line -> line.path("id").asString().equals(id)).findFirst().orElseThrow();
    }

    @Test
    void edit_changesTitleBlocksAndTime() {
        JsonNode before = client.read("pages/" + row);
        List<String> blocks = NotionClient.ids(client.read("blocks/" + row + "/children"));
        client.mutate(row, "edit", "{\"title\":\"Neu\",\"appendBlock\":true}");
        JsonNode after = client.read("pages/" + row);
        assertThat(after.path("properties").path("Name").path("title").path(0).path("plain_text").asString()).isEqualTo("Neu");
        assertThat(after.path("last_edited_time").asString()).isGreaterThan(before.path("last_edited_time").asString()).endsWith(":00.000Z");
        assertThat(after.path("created_time")).isEqualTo(before.path("created_time"));
        assertThat(NotionClient.ids(client.read("blocks/" + row + "/children"))).startsWith(blocks.toArray(String[]::new)).hasSize(blocks.size() + 1);
    }

    @Test
    void commentAlone_leavesTheTime() {
        JsonNode before = client.read("pages/" + row);
        int comments = client.all("comments?block_id=" + row).size();
        client.mutate(row, "edit", "{\"addComment\":true}");
        assertThat(client.all("comments?block_id=" + row)).hasSize(comments + 1);
        assertThat(client.read("pages/" + row).path("last_edited_time")).isEqualTo(before.path("last_edited_time"));
    }

    @Test
    void trash_takesOutOfQueries_andRestoreBringsBack() {
        client.mutate(row, "trash", "");
        JsonNode page = client.read("pages/" + row);
        assertThat(page.path("in_trash").asBoolean() && page.path("archived").asBoolean()).isTrue();
        assertThat(rows()).doesNotContain(row);
        assertThat(client.allIds("search", "{}")).doesNotContain(row);
        assertThat(client.manifest("")).noneMatch(line -> line.path("id").asString().equals(row));
        client.mutate(row, "restore", "");
        assertThat(client.read("pages/" + row).path("in_trash").asBoolean()).isFalse();
        assertThat(rows()).contains(row);
    }

    @Test
    void deletedAndUnshared_areBothNotFound() {
        String other = rows().stream().filter(id -> !id.equals(row)).findFirst().orElseThrow();
        client.mutate(row, "delete", "");
        client.mutate(other, "unshare", "");
        assertThat(NotionClient.code(client.get("pages/" + row))).isEqualTo("404 object_not_found");
        assertThat(NotionClient.code(client.get("pages/" + other))).isEqualTo("404 object_not_found");
        assertThat(NotionClient.code(client.get("blocks/" + other + "/children"))).isEqualTo("404 object_not_found");
        assertThat(rows()).doesNotContain(row, other);
        client.mutate(other, "share", "");
        assertThat(client.get("pages/" + other).statusCode()).isEqualTo(200);
        assertThat(rows()).contains(other).doesNotContain(row);
    }

    @Test
    void whatIsBelow_sharesTheFate() {
        String database = client.read("data_sources/" + source).path("parent").path("database_id").asString();
        client.mutate(database, "trash", "");
        assertThat(client.read("pages/" + row).path("in_trash").asBoolean()).isTrue();
        assertThat(client.allIds("search", "{}")).doesNotContain(row, source);
        client.mutate(database, "restore", "");
        client.mutate(database, "unshare", "");
        assertThat(client.get("pages/" + row).statusCode()).isEqualTo(404);
        assertThat(client.get("data_sources/" + source).statusCode()).isEqualTo(404);
        client.mutate(row, "share", "");
        assertThat(client.get("pages/" + row).statusCode()).isEqualTo(200);
    }

    @Test
    void move_changesTheParent_notTheId() {
        String target = client.manifest("partition=workspace").getFirst().path("id").asString();
        client.mutate(row, "move", "{\"parent\":\"" + target + "\"}");
        assertThat(client.read("pages/" + row).path("parent").path("page_id").asString()).isEqualTo(target);
        assertThat(rows()).doesNotContain(row);
        assertThat(client.children(target)).anyMatch(block -> block.path("id").asString().equals(row));
        assertThat(line(row).path("partition").asString()).isEqualTo("workspace");
        assertThat(client.mutate(target, "move", "{\"parent\":\"" + row + "\"}").path("error").asString()).contains("itself");
    }

    @Test
    void created_isARowWithAllColumns() {
        String id = client.admin("POST", "objects", "{\"parent\":\"" + source + "\"}").path("id").asString();
        assertThat(rows()).contains(id);
        assertThat(client.read("pages/" + id).path("properties").has("Related")).isTrue();
        assertThat(client.admin("POST", "objects", "{\"parent\":\"x\"}").path("error").asString()).contains("unknown object 'x'");
    }

    @Test
    void backgroundMutations_goOnUntilStopped() {
        int before = client.manifest("").size();
        client.admin("POST", "mutations", "{\"editsPerSecond\":100,\"addsPerSecond\":100,\"trashesPerSecond\":60,\"deletesPerSecond\":60}");
        await().atMost(Duration.ofMinutes(1)).until(() -> {
            JsonNode report = client.admin("GET", "mutations", "");
            return report.path("edited").size() > 5 && report.path("added").size() > 5 && report.path("trashed").size() > 5
                    && report.path("deleted").size() > 5;
        });
        client.admin("POST", "mutations", "{}");
        JsonNode report = client.admin("GET", "mutations", "");
        assertThat(client.manifest("")).hasSize(before + report.path("added").size() - report.path("trashed").size()
                - report.path("deleted").size());
    }
}
