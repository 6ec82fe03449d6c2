package dev.backfill.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class IssueTest {

    private static JiraClient client;
    private static List<JsonNode> manifest;

    @BeforeAll
    static void start() {
        client = JiraClient.start(SimulatorOptions.defaults().withIssues(2_000));
        manifest = client.manifest();
    }

    @AfterAll
    static void stop() {
        client.close();
    }

    private static String first(String list, int atLeast) {
        return manifest.stream().filter(line -> line.path(list).size() >= atLeast).findFirst().orElseThrow()
                .path("id").asString();
    }

    private static List<String> ids(JsonNode nodes) {
        List<String> ids = new ArrayList<>();
        nodes.forEach(node -> ids.add(node.path("id").asString()));
        return ids;
    }

    private static List<String> listed(String id, String list) {
        JsonNode line = manifest.stream().filter(each -> each.path("id").asString().equals(id)).findFirst().orElseThrow();
        List<String> ids = new ArrayList<>();
        line.path(list).forEach(each -> ids.add(each.asString()));
        return ids;
    }

    @Test
    void bulkfetch_answersWhatItFinds_inAscendingId_andPassesOverTheRest() {
        String key = client.issue("10003").path("key").asString();
        JsonNode answer = JiraClient.json(client.post("issue/bulkfetch",
                "{\"issueIdsOrKeys\":[\"" + key.toLowerCase(Locale.ROOT) + "\",\"10001\",\"99\",\"CORE-99999\"],\"fields\":[\"summary\"]}"));
        assertThat(ids(answer.path("issues"))).containsExactly("10001", "10003");
        assertThat(answer.path("issueErrors").isArray()).isTrue();
        assertThat(answer.path("issueErrors").isEmpty()).isTrue();
    }

    @Test
    void bulkfetch_takesAHundredAtMost() {
        String hundred = IntStream.range(10_000, 10_100).mapToObj(Integer::toString).collect(Collectors.joining("\",\""));
        assertThat(client.post("issue/bulkfetch", "{\"issueIdsOrKeys\":[\"" + hundred + "\"]}").statusCode()).isEqualTo(200);
        assertThat(client.post("issue/bulkfetch", "{\"issueIdsOrKeys\":[\"" + hundred + "\",\"1\"]}").statusCode()).isEqualTo(400);
        assertThat(client.post("issue/bulkfetch", "{\"issueIdsOrKeys\":").statusCode()).isEqualTo(400);
    }

    @Test
    void bulkfetch_expandsTheChangelog_byAList() {
        JsonNode answer = JiraClient.json(client.post("issue/bulkfetch",
                "{\"issueIdsOrKeys\":[\"10001\"],\"expand\":[\"changelog\"]}"));
        assertThat(answer.path("issues").path(0).path("changelog").path("histories").size()).isPositive();
    }

    @Test
    void bulkfetch_takesOnlyWhatItKnows() {
        for (String more : List.of("\"expand\":\"changelog\"", "\"startAt\":0", "\"fields\":\"summary\"")) {
            assertThat(client.post("issue/bulkfetch", "{\"issueIdsOrKeys\":[\"10001\"]," + more + "}").statusCode()).isEqualTo(400);
        }
    }

    @Test
    void commentsAreCutAtTwenty_andTheRestIsPaged() {
        String id = first("comments", 21);
        JsonNode inlined = client.issue(id).path("fields").path("comment");
        int total = listed(id, "comments").size();
        assertThat(inlined.path("comments").size()).isEqualTo(20);
        assertThat(inlined.path("total").asInt()).isEqualTo(total);
        List<String> all = new ArrayList<>(ids(inlined.path("comments")));
        while (all.size() < total) {
            JsonNode page = JiraClient.json(client.get("issue/" + id + "/comment?orderBy=created&maxResults=9&startAt=" + all.size()));
            all.addAll(ids(page.path("comments")));
        }
        assertThat(all).isEqualTo(listed(id, "comments"));
    }

    @Test
    void worklogsAreCutAtTwenty_andPaged() {
        String id = first("worklogs", 21);
        assertThat(client.issue(id).path("fields").path("worklog").path("worklogs").size()).isEqualTo(20);
        assertThat(ids(JiraClient.json(client.get("issue/" + id + "/worklog")).path("worklogs"))).isEqualTo(listed(id, "worklogs"));
    }

    @Test
    void changelogIsCutAtTheNewestForty_whereManyIssuesAreGiven() {
        String id = first("changes", 41);
        List<String> all = listed(id, "changes");
        List<String> newest = all.subList(all.size() - 40, all.size()).reversed();
        JsonNode fetched = JiraClient.json(client.post("issue/bulkfetch",
                "{\"issueIdsOrKeys\":[\"" + id + "\"],\"expand\":[\"changelog\"]}")).path("issues").path(0).path("changelog");
        JsonNode found = JiraClient.json(client.post("search/jql",
                "{\"jql\":\"id = " + id + "\",\"fields\":[\"summary\"],\"expand\":\"names,changelog\"}")).path("issues").path(0).path("changelog");
        assertThat(ids(fetched.path("histories"))).isEqualTo(newest);
        assertThat(ids(found.path("histories"))).isEqualTo(newest);
        assertThat(fetched.path("total").asInt()).isEqualTo(all.size());
    }

    @Test
    void changelogIsCutAtTheNewestHundred_whereOneIssueIsGiven_andPagedFromTheOldest() {
        String id = first("changes", 101);
        JsonNode inlined = client.issue(id).path("changelog");
        List<String> all = listed(id, "changes");
        assertThat(ids(inlined.path("histories"))).hasSize(100).isEqualTo(all.subList(all.size() - 100, all.size()).reversed());
        assertThat(inlined.path("total").asInt()).isEqualTo(all.size());
        JsonNode first = JiraClient.json(client.get("issue/" + id + "/changelog"));
        JsonNode rest = JiraClient.json(client.get("issue/" + id + "/changelog?startAt=100"));
        assertThat(first.path("isLast").asBoolean()).isFalse();
        assertThat(rest.path("isLast").asBoolean()).isTrue();
        List<String> paged = new ArrayList<>(ids(first.path("values")));
        paged.addAll(ids(rest.path("values")));
        assertThat(paged).isEqualTo(all);
    }

    @Test
    void changelogsOfManyIssues_areSortedByDate_whichIsANumber_andStateNothingOfIssuesWithout() {
        JsonNode page = JiraClient.json(client.post("changelog/bulkfetch",
                "{\"issueIdsOrKeys\":[\"10002\",\"10001\",\"99\"],\"maxResults\":3}"));
        List<Long> dates = new ArrayList<>();
        page.path("issueChangeLogs").forEach(log -> {
            List<Long> ofOne = log.path("changeHistories").valueStream().map(change -> change.path("created").longValue()).toList();
            assertThat(ofOne).isSorted().isNotEmpty();
            dates.addAll(ofOne);
        });
        assertThat(page.path("issueChangeLogs").valueStream().map(log -> log.path("issueId").asString())).isSubsetOf("10001", "10002");
        assertThat(dates).hasSize(3).allMatch(date -> date > 1_000_000_000_000L);
    }

    @Test
    void changelogsOfManyIssuesArePagedTogether() {
        String id = first("changes", 101);
        Set<String> found = new HashSet<>();
        String token = "";
        do {
            JsonNode page = JiraClient.json(client.post("changelog/bulkfetch",
                    "{\"issueIdsOrKeys\":[\"10001\",\"" + id + "\"],\"maxResults\":40" + token + "}"));
            page.path("issueChangeLogs").forEach(log -> found.addAll(ids(log.path("changeHistories"))));
            token = page.has("nextPageToken") ? ",\"nextPageToken\":\"" + page.get("nextPageToken").asString() + "\"" : "";
        } while (!token.isEmpty());
        Set<String> expected = new HashSet<>(listed(id, "changes"));
        expected.addAll(listed("10001", "changes"));
        assertThat(found).isEqualTo(expected);
    }

    @Test
    void unknownIssue_is404InJirasShape() {
        HttpResponse<byte[]> answer = client.get("issue/CORE-987654");
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(JiraClient.error(answer)).startsWith("Issue does not exist");
    }
}
