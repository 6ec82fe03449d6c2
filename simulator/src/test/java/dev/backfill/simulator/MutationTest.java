package dev.backfill.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class MutationTest {

    private static final String EVERYTHING = "created >= 0";

    @Test
    void edit_changesSummaryUpdateAndChangelog() {
        try (JiraClient client = JiraClient.start(SimulatorOptions.defaults())) {
            JsonNode before = client.issue("10004");
            client.admin("POST", "issues/10004/edit", "{\"summary\":\"Neu\",\"addComment\":true}");
            JsonNode after = client.issue("10004");
            assertThat(after.path("fields").path("summary").asString()).isEqualTo("Neu");
            assertThat(after.path("fields").path("updated").asString()).isGreaterThan(before.path("fields").path("updated").asString());
            assertThat(after.path("fields").path("created")).isEqualTo(before.path("fields").path("created"));
            assertThat(after.path("changelog").path("total").asInt()).isEqualTo(before.path("changelog").path("total").asInt() + 1);
            assertThat(after.path("changelog").path("histories").path(1)).isEqualTo(before.path("changelog").path("histories").path(0));
            assertThat(after.path("fields").path("comment").path("total").asInt())
                    .isEqualTo(before.path("fields").path("comment").path("total").asInt() + 1);
            assertThat(client.idsOfAllPages(EVERYTHING + " ORDER BY updated DESC", 100)).startsWith("10004").hasSize(1_000);
        }
    }

    @Test
    void move_keepsTheIdAndBothKeys() {
        try (JiraClient client = JiraClient.start(SimulatorOptions.defaults())) {
            String id = client.idsOfAllPages("project = CORE", 100).getFirst();
            String oldKey = client.issue(id).path("key").asString();
            String newKey = client.admin("POST", "issues/" + id + "/move", "{\"project\":\"EMPTY\"}").path("key").asString();
            assertThat(newKey).isEqualTo("EMPTY-1");
            for (String name : List.of(id, oldKey, newKey)) {
                assertThat(client.issue(name).path("id").asString()).isEqualTo(id);
                assertThat(client.issue(name).path("key").asString()).isEqualTo(newKey);
            }
            assertThat(client.idsOfAllPages("project = CORE", 100)).doesNotContain(id);
            assertThat(client.idsOfAllPages("project = \"EMPTY\"", 100)).containsExactly(id);
        }
    }

    @Test
    void deleteAndCreate_changeWhatIsFoundAndCounted() {
        try (JiraClient client = JiraClient.start(SimulatorOptions.defaults())) {
            client.admin("POST", "issues/10010/delete", "");
            String created = client.admin("POST", "issues", "{\"project\":\"CORE\"}").path("id").asString();
            assertThat(client.get("issue/10010").statusCode()).isEqualTo(404);
            assertThat(client.idsOfAllPages(EVERYTHING, 100)).contains(created).doesNotContain("10010").hasSize(1_000);
            assertThat(JiraClient.json(client.post("search/approximate-count", "{\"jql\":\"created >= 0\"}")).path("count").asInt())
                    .isEqualTo(1_000);
            assertThat(client.manifest()).hasSize(1_000).anyMatch(line -> line.path("id").asString().equals(created));
        }
    }

    @Test
    void issueEditedWhilePagingByUpdate_movesToTheEnd() {
        try (JiraClient client = JiraClient.start(SimulatorOptions.defaults())) {
            String byUpdate = EVERYTHING + " ORDER BY updated ASC";
            JsonNode first = JiraClient.json(client.search(byUpdate, "&maxResults=20"));
            String seen = first.path("issues").path(0).path("id").asString();
            client.admin("POST", "issues/" + seen + "/edit", "");
            List<String> rest = new ArrayList<>();
            JsonNode page = first;
            while (page.has("nextPageToken")) {
                page = JiraClient.json(client.search(byUpdate, "&maxResults=20&nextPageToken=" + page.path("nextPageToken").asString()));
                page.path("issues").forEach(issue -> rest.add(issue.path("id").asString()));
            }
            assertThat(rest).endsWith(seen);
        }
    }

    @Test
    void index_lagsBehind_unlessToldToReconcile() {
        try (JiraClient client = JiraClient.start(SimulatorOptions.defaults().withIndexLag(Duration.ofHours(1)))) {
            client.admin("POST", "issues/10004/edit", "{\"summary\":\"Neu\"}");
            String recent = "updated >= -1h";
            assertThat(client.idsOfAllPages(recent, 100)).isEmpty();
            JsonNode reconciled = JiraClient.json(client.search(recent, "&reconcileIssues=10004"));
            assertThat(reconciled.path("issues").path(0).path("id").asString()).isEqualTo("10004");
            assertThat(client.issue("10004").path("fields").path("summary").asString()).isEqualTo("Neu");
            assertThat(client.idsOfAllPages(EVERYTHING, 100)).hasSize(1_000);
        }
    }

    @Test
    void index_catchesUp() {
        try (JiraClient client = JiraClient.start(SimulatorOptions.defaults().withIndexLag(Duration.ofMillis(300)))) {
            client.admin("POST", "issues/10004/edit", "");
            await().atMost(Duration.ofMinutes(1)).until(() -> client.idsOfAllPages("updated >= -1h", 100), List.of("10004")::equals);
        }
    }

    @Test
    void hiddenProject_isNowhere() {
        try (JiraClient client = JiraClient.start(SimulatorOptions.defaults())) {
            String id = client.idsOfAllPages("project = SPIKE", 100).getFirst();
            client.admin("POST", "projects/SPIKE/hide", "");
            assertThat(client.get("project/SPIKE").statusCode()).isEqualTo(404);
            assertThat(client.get("issue/" + id).statusCode()).isEqualTo(404);
            assertThat(JiraClient.error(client.search("project = SPIKE", ""))).contains("The value 'SPIKE' does not exist");
            assertThat(client.idsOfAllPages(EVERYTHING, 100)).doesNotContain(id).isNotEmpty();
            JsonNode fetched = JiraClient.json(client.post("issue/bulkfetch", "{\"issueIdsOrKeys\":[\"" + id + "\"]}"));
            assertThat(fetched.path("issues").size() + fetched.path("issueErrors").size()).isZero();
            client.admin("POST", "projects/SPIKE/show", "");
            assertThat(client.get("issue/" + id).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void backgroundMutations_goOnUntilStopped() {
        try (JiraClient client = JiraClient.start(SimulatorOptions.defaults())) {
            client.admin("POST", "mutations", "{\"editsPerSecond\":200,\"addsPerSecond\":100,\"deletesPerSecond\":100}");
            await().atMost(Duration.ofMinutes(1)).until(() -> {
                JsonNode report = client.admin("GET", "mutations", "");
                return report.path("edited").size() > 5 && report.path("added").size() > 5 && report.path("deleted").size() > 5;
            });
            client.admin("POST", "mutations", "{}");
            JsonNode stopped = client.admin("GET", "mutations", "");
            List<String> ids = client.idsOfAllPages(EVERYTHING, 100);
            assertThat(ids).hasSize(1_000 + stopped.path("added").size() - stopped.path("deleted").size()).doesNotHaveDuplicates();
            assertThat(client.admin("GET", "mutations", "")).isEqualTo(stopped);
        }
    }
}
