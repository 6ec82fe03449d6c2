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

class SearchTest {

    private static final String EVERYTHING = "created >= 0";
    private static JiraClient client;

    @BeforeAll
    static void start() {
        client = JiraClient.start(SimulatorOptions.defaults().withIssues(2_000));
    }

    @AfterAll
    static void stop() {
        client.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ORDER BY created ASC", " ORDER BY created DESC", " ORDER BY updated ASC",
        " ORDER BY updated DESC, id DESC", " ORDER BY key ASC", " ORDER BY updated, created ASC, id DESC"})
    void followingTokens_findsEveryIssueOnce(String order) {
        List<String> ids = client.idsOfAllPages(EVERYTHING + order, 90);
        assertThat(ids).hasSize(2_000).doesNotHaveDuplicates();
    }

    @Test
    void pagesAreSortedByUpdate() {
        JsonNode page = JiraClient.json(client.search(EVERYTHING + " ORDER BY updated ASC", "&fields=updated&maxResults=100"));
        List<String> dates = new ArrayList<>();
        page.path("issues").forEach(issue -> dates.add(issue.path("fields").path("updated").asString()));
        assertThat(dates).hasSizeGreaterThan(50).isSorted();
    }

    @Test
    void somePagesAreShortWithoutBeingTheLast() {
        List<Integer> sizes = new ArrayList<>();
        String token = "";
        do {
            JsonNode page = JiraClient.json(client.search(EVERYTHING, "&maxResults=50" + token));
            sizes.add(page.path("issues").size());
            token = page.has("nextPageToken") ? "&nextPageToken=" + page.get("nextPageToken").asString() : "";
        } while (!token.isEmpty());
        assertThat(sizes.subList(0, sizes.size() - 1)).contains(50).anyMatch(size -> size < 50);
    }

    @Test
    void answerHasNeitherTotalNorStart_andIgnoresStartAt() {
        JsonNode first = JiraClient.json(client.search(EVERYTHING, "&maxResults=10"));
        JsonNode shifted = JiraClient.json(client.search(EVERYTHING, "&maxResults=10&startAt=10"));
        assertThat(shifted).isEqualTo(first);
        assertThat(first.has("total")).isFalse();
        assertThat(first.has("startAt")).isFalse();
    }

    @Test
    void onlyIdIsAnsweredByDefault() {
        JsonNode issue = JiraClient.json(client.search(EVERYTHING, "")).path("issues").path(0);
        assertThat(issue.propertyNames()).containsExactly("id");
    }

    @Test
    void fieldsAreSelectedByNameAndLeftOutWithAMinus() {
        JsonNode named = JiraClient.json(client.search(EVERYTHING, "&fields=summary,status")).path("issues").path(0);
        assertThat(named.path("fields").propertyNames()).containsExactlyInAnyOrder("summary", "status");
        JsonNode without = JiraClient.json(client.search(EVERYTHING, "&fields=*all,-comment")).path("issues").path(0);
        assertThat(without.path("fields").propertyNames()).contains("summary", "worklog").doesNotContain("comment");
        JsonNode navigable = JiraClient.json(client.search(EVERYTHING, "&fields=*navigable")).path("issues").path(0);
        assertThat(navigable.path("fields").propertyNames()).contains("summary").doesNotContain("comment", "worklog");
    }

    @Test
    void largePagesAreForIdsAndKeysOnly() {
        assertThat(client.idsOfAllPages(EVERYTHING, 5_000)).hasSize(2_000);
        assertThat(JiraClient.json(client.search(EVERYTHING, "&maxResults=5000&fields=key")).path("issues").size())
                .isGreaterThan(1_000);
        assertThat(JiraClient.json(client.search(EVERYTHING, "&maxResults=5000&fields=summary")).path("issues").size())
                .isBetween(1, 100);
    }

    @Test
    void tokenBelongsToItsQuery() {
        String token = JiraClient.json(client.search(EVERYTHING, "&maxResults=10")).path("nextPageToken").asString();
        assertThat(client.search(EVERYTHING, "&maxResults=10&nextPageToken=" + token).statusCode()).isEqualTo(200);
        for (String other : List.of("&maxResults=11", "&maxResults=10&fields=key")) {
            HttpResponse<byte[]> answer = client.search(EVERYTHING, other + "&nextPageToken=" + token);
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(JiraClient.error(answer)).contains("next page token");
        }
        assertThat(client.search("created >= 1", "&maxResults=10&nextPageToken=" + token).statusCode()).isEqualTo(400);
        assertThat(client.search(EVERYTHING, "&nextPageToken=nonsense").statusCode()).isEqualTo(400);
    }

    @Test
    void postAnswersWhatGetAnswers() {
        JsonNode get = JiraClient.json(client.search("project = CORE", "&maxResults=7&fields=summary"));
        JsonNode post = JiraClient.json(client.post("search/jql",
                "{\"jql\":\"project = CORE\",\"maxResults\":7,\"fields\":[\"summary\"]}"));
        assertThat(post).isEqualTo(get);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"startAt\":3", "\"expand\":[\"changelog\"]", "\"maxResults\":0", "\"maxResults\":5001", "\"fields\":\"id\""})
    void bodyThatIsNotOfThisRoute_isRefused(String more) {
        assertThat(client.post("search/jql", "{\"jql\":\"project = CORE\"," + more + "}").statusCode()).isEqualTo(400);
    }

    @Test
    void countIsExactByDefault() {
        JsonNode count = JiraClient.json(client.post("search/approximate-count", "{\"jql\":\"" + EVERYTHING + "\"}"));
        assertThat(count.path("count").asInt()).isEqualTo(2_000);
    }

    @Test
    void oldSearchIsGone_andNamesItsSuccessor() {
        for (HttpResponse<byte[]> answer : List.of(client.get("search?jql=x"), client.post("search", "{}"))) {
            assertThat(answer.statusCode()).isEqualTo(410);
            assertThat(JiraClient.error(answer)).contains("/rest/api/3/search/jql");
        }
    }

    @Test
    void projectsDiffer_andAddUpToAllIssues() {
        JsonNode page = JiraClient.json(client.get("project/search?expand=insight"));
        List<Integer> counts = new ArrayList<>();
        page.path("values").forEach(project -> counts.add(project.path("insight").path("totalIssueCount").asInt()));
        assertThat(counts.stream().mapToInt(Integer::intValue).sum()).isEqualTo(2_000);
        assertThat(counts).contains(0).anyMatch(count -> count > 700).anyMatch(count -> count > 0 && count < 20);
        assertThat(page.path("isLast").asBoolean()).isTrue();
        assertThat(JiraClient.json(client.get("project/search?status=archived")).path("total").asInt()).isEqualTo(1);
    }

    @Test
    void projectPagesFollowOneAnother() {
        List<String> keys = new ArrayList<>();
        String next = client.server().baseUri() + "/jira/rest/api/3/project/search?maxResults=2";
        while (!next.isEmpty()) {
            String path = next.substring(client.server().baseUri().toString().length());
            JsonNode page = JiraClient.json(client.send("GET", path, ""));
            page.path("values").forEach(project -> keys.add(project.path("key").asString()));
            next = page.path("nextPage").asString("");
        }
        assertThat(keys).doesNotHaveDuplicates().contains("CORE", "SPIKE", "ORDER", "EMPTY").doesNotContain("OLD");
    }
}
