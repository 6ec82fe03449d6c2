package dev.backfill.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class TempoMutationTest {

    private TempoClient client;

    @BeforeEach
    void start() {
        client = TempoClient.start(SimulatorOptions.defaults());
    }

    @AfterEach
    void stop() {
        client.close();
    }

    private JsonNode worklog(long id) {
        return TempoClient.json(client.get("worklogs/" + id));
    }

    @Test
    void backDatedWorklog_appearsInTheOldMonth_andAsUpdatedNow() {
        String before = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
        long id = client.admin("POST", "worklogs", """
                {"issueId": 10007, "authorAccountId": "x:y", "zone": "Asia/Kathmandu", "startDate": "2021-03-04",
                 "startTime": "23:30:00", "timeSpentSeconds": 0, "billableSeconds": 60, "description": "später 之后",
                 "attributes": {"_Account_": "A"}}""").path("id").asLong();
        assertThat(client.ids("from=2021-03-04&to=2021-03-04")).contains(id);
        assertThat(client.ids("updatedFrom=" + before)).containsExactly(id);
        JsonNode worklog = worklog(id);
        assertThat(worklog.path("startDateTimeUtc").asString()).isEqualTo("2021-03-04T17:45:00Z");
        assertThat(worklog.path("timeSpentSeconds").asInt()).isZero();
        assertThat(worklog.path("description").asString()).isEqualTo("später 之后");
        assertThat(worklog.path("attributes").path("values").path(0).path("value").asString()).isEqualTo("A");
        assertThat(client.admin("POST", "worklogs", "{\"issue\":1}").path("errors").path(0).path("message").asString())
                .isEqualTo("unknown field 'issue'");
        assertThat(client.admin("POST", "worklogs", "{\"startDate\":\"soon\"}").has("errors")).isTrue();
    }

    @Test
    void edit_movesToAnotherMonth_underTheSameId() {
        JsonNode before = client.list("limit=1").path("results").path(0);
        long id = before.path("tempoWorklogId").asLong();
        client.admin("POST", "worklogs/" + id + "/edit", "{\"startDate\":\"2019-01-02\"}");
        JsonNode after = worklog(id);
        assertThat(after.path("startDate").asString()).isEqualTo("2019-01-02");
        assertThat(after.path("startTime")).isEqualTo(before.path("startTime"));
        assertThat(after.path("description")).isEqualTo(before.path("description"));
        assertThat(after.path("createdAt")).isEqualTo(before.path("createdAt"));
        assertThat(after.path("updatedAt").asString()).isGreaterThan(before.path("updatedAt").asString());
        String day = before.path("startDate").asString();
        assertThat(client.ids("from=" + day + "&to=" + day)).doesNotContain(id);
        assertThat(client.ids("from=2019-01-01&to=2019-01-31")).containsExactly(id);
        client.admin("POST", "worklogs/" + id + "/edit", "{}");
        assertThat(worklog(id).path("description").asString()).startsWith("Edit number");
        assertThat(client.ids("limit=1000")).hasSize(1_000).doesNotHaveDuplicates();
    }

    @Test
    void delete_leavesNoTrace() {
        long id = client.ids("limit=1000").get(10);
        assertThat(client.admin("POST", "worklogs/" + id + "/delete", "").has("ok")).isTrue();
        assertThat(client.get("worklogs/" + id).statusCode()).isEqualTo(404);
        assertThat(client.ids("limit=1000")).hasSize(999).doesNotContain(id);
        assertThat(client.manifestIds("")).hasSize(999).doesNotContain(id);
        assertThat(client.ids("limit=1000&updatedFrom=2001-01-01")).doesNotContain(id);
        assertThat(client.admin("POST", "worklogs/" + id + "/delete", "").has("errors")).isTrue();
    }

    @Test
    void worklogDeletedWhilePaging_makesThePagesLoseAnother() {
        List<Long> all = client.ids("limit=1000");
        JsonNode first = client.list("limit=100");
        client.admin("POST", "worklogs/" + all.getFirst() + "/delete", "");
        List<Long> seen = new ArrayList<>(TempoClient.ids(first));
        JsonNode page = first;
        while (page.path("metadata").has("next")) {
            page = TempoClient.json(client.send("GET", URI.create(page.path("metadata").path("next").asString()),
                    TempoOptions.defaults().token(), ""));
            seen.addAll(TempoClient.ids(page));
        }
        assertThat(seen).hasSize(999).doesNotContain(all.get(100)).contains(all.get(99), all.get(101));
    }

    @Test
    void hiddenProjectsAndAuthors_areNowhere() {
        JsonNode line = client.manifest("").getFirst();
        String author = line.path("author").asString();
        client.admin("POST", "authors/" + author + "/hide", "");
        assertThat(client.get("worklogs/" + line.path("id").asString()).statusCode()).isEqualTo(404);
        assertThat(client.manifest("")).isNotEmpty().noneMatch(other -> other.path("author").asString().equals(author));
        client.admin("POST", "authors/" + author + "/show", "");
        List<Long> core = client.ids("limit=1000&projectId=10000");
        client.admin("POST", "projects/10000/hide", "");
        assertThat(client.ids("limit=1000&projectId=10000")).isEmpty();
        assertThat(client.ids("limit=1000")).hasSize(1_000 - core.size()).doesNotContainAnyElementsOf(core);
        client.admin("POST", "projects/10000/show", "");
        assertThat(client.ids("limit=1000")).hasSize(1_000);
    }

    @Test
    void issueMovedInJira_takesItsWorklogsWithIt() {
        try (JiraClient jira = new JiraClient(client.server())) {
            JsonNode worklog = client.list("limit=1&projectId=10000").path("results").path(0);
            String issue = TempoClient.issue(worklog);
            List<Long> its = client.ids("issueId=" + issue);
            jira.admin("POST", "issues/" + issue + "/move", "{\"project\":\"EMPTY\"}");
            assertThat(client.ids("limit=1000&projectId=10000")).doesNotContainAnyElementsOf(its);
            String project = JiraClient.json(jira.get("project/EMPTY")).path("id").asString();
            assertThat(client.ids("projectId=" + project)).isEqualTo(its);
        }
    }

    @Test
    void backgroundMutations_goOnUntilStopped() {
        client.admin("POST", "mutations",
                "{\"editsPerSecond\":100,\"movesPerSecond\":100,\"addsPerSecond\":100,\"deletesPerSecond\":100}");
        await().atMost(Duration.ofMinutes(1)).until(() -> client.admin("GET", "mutations", ""),
                report -> List.of("edited", "moved", "added", "deleted").stream().allMatch(name -> report.path(name).size() > 5));
        client.admin("POST", "mutations", "{}");
        JsonNode stopped = client.admin("GET", "mutations", "");
        assertThat(client.ids("limit=1000")).doesNotHaveDuplicates()
                .hasSize(1_000 + stopped.path("added").size() - stopped.path("deleted").size());
        assertThat(client.admin("GET", "mutations", "")).isEqualTo(stopped);
    }
}
