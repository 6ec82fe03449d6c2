package dev.backfill.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backfill.simulator.json.CanonicalJson;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class NotionDatasetTest {

    @Test
    void sameSeed_givesTheSameWorkspace() {
        List<JsonNode> first;
        try (NotionClient client = NotionClient.start(NotionClient.options(200))) {
            first = client.manifest("");
        }
        try (NotionClient client = NotionClient.start(NotionClient.options(200))) {
            assertThat(client.manifest("")).isEqualTo(first).hasSizeGreaterThan(150);
            assertThat(client.manifest("object=database")).isNotEmpty();
            assertThat(client.manifest("object=user")).hasSize(130);
        }
    }

    @Test
    void manifestHash_isThatOfThePage_withoutWhatChanges() {
        try (NotionClient client = NotionClient.start(NotionClient.options(200))) {
            for (JsonNode line : client.manifest("").subList(0, 40)) {
                ObjectNode page = (ObjectNode) client.read("pages/" + line.path("id").asString());
                page.remove("request_id");
                page.findParents("expiry_time").forEach(file -> {
                    ((ObjectNode) file).put("url", file.path("url").asString().replaceFirst("\\?.*", "")).remove("expiry_time");
                });
                assertThat(CanonicalJson.sha256(page.toString().getBytes(StandardCharsets.UTF_8))).isEqualTo(line.path("sha256").asString());
            }
        }
    }

    @Test
    void poison_damagesSomePages_inWaysOfItsOwn() {
        try (NotionClient client = NotionClient.start(NotionClient.options(6_000))) {
            Map<String, String> sound = hashes(client);
            client.admin("POST", "poison", "{\"on\":true}");
            Map<String, String> damaged = hashes(client);
            damaged.entrySet().removeAll(sound.entrySet());
            assertThat(damaged).hasSizeBetween(20, 120);
            StringBuilder all = new StringBuilder();
            List<Integer> statuses = new ArrayList<>();
            for (String id : damaged.keySet()) {
                String blocks = text(client.get("blocks/" + id + "/children"));
                all.append(text(client.get("pages/" + id))).append(blocks);
                String first = JiraClient.MAPPER.readTree(blocks).path("results").path(0).path("id").asString(id);
                statuses.add(client.get("blocks/" + first + "/children").statusCode());
            }
            assertThat(all).contains("\\u0000", "\\ud83d and", "\"start\":\"0001-01-01\"", "\"start\":\"9999-12-31T", "tomorrow, perhaps",
                    "\"url\":\"the first of two\"", "\"properties\":null", "\"number\":1e400", "\"type\":\"future_block\"", "\"rich_text\":null");
            assertThat(statuses).contains(200, 500);
        }
    }

    private static String text(HttpResponse<byte[]> answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    private static Map<String, String> hashes(NotionClient client) {
        Map<String, String> hashes = new TreeMap<>();
        client.manifest("").forEach(line -> hashes.put(line.path("id").asString(),
                line.path("sha256").asString() + line.path("blocksSha256").asString()));
        return hashes;
    }

    @Test
    void emptyAndTinyWorkspaces_work() {
        for (int pages : new int[] {0, 1, 30}) {
            try (NotionClient client = NotionClient.start(NotionClient.options(pages))) {
                assertThat(client.manifest("")).hasSizeLessThanOrEqualTo(pages);
                assertThat(client.post("search", "{}").statusCode()).isEqualTo(200);
            }
        }
    }
}
