package dev.backfill.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class FaultsOfTheVendorTest {

    private static final String EVERYTHING = "created >= 0 ORDER BY id ASC";
    private static JiraClient client;

    @BeforeAll
    static void start() {
        client = JiraClient.start(SimulatorOptions.defaults());
    }

    @AfterEach
    void clear() {
        client.admin("DELETE", "faults", "");
    }

    @AfterAll
    static void stop() {
        client.close();
    }

    private static JsonNode page(JsonNode before) {
        return JiraClient.json(client.search(EVERYTHING, "&maxResults=20&nextPageToken=" + token(before)));
    }

    private static JsonNode firstPage() {
        return JiraClient.json(client.search(EVERYTHING, "&maxResults=20"));
    }

    private static String token(JsonNode page) {
        return page.path("nextPageToken").asString();
    }

    @Test
    void expiredToken_isRefused() {
        JsonNode first = firstPage();
        client.fault("{\"kind\":\"expiredToken\",\"count\":1}");
        HttpResponse<byte[]> answer = client.search(EVERYTHING, "&maxResults=20&nextPageToken=" + token(first));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(JiraClient.error(answer)).contains("expired");
        assertThat(page(first).path("issues").size()).isPositive();
    }

    @Test
    void repeatedToken_leadsToTheSamePage() {
        JsonNode first = firstPage();
        client.fault("{\"kind\":\"repeatedToken\"}");
        JsonNode second = page(first);
        assertThat(token(second)).isEqualTo(token(first));
        assertThat(page(second)).isEqualTo(second);
        JsonNode start = firstPage();
        assertThat(page(start).path("issues")).isEqualTo(start.path("issues"));
    }

    @Test
    void endlessCursor_goesOnWithoutIssues() {
        client.fault("{\"kind\":\"endlessCursor\"}");
        Set<String> tokens = new HashSet<>();
        JsonNode page = firstPage();
        for (int i = 0; i < 20; i++) {
            assertThat(page.path("issues").size()).isZero();
            assertThat(tokens.add(token(page))).isTrue();
            page = page(page);
        }
    }

    @Test
    void emptyPages_loseNothing() {
        client.fault("{\"kind\":\"emptyPages\",\"every\":2}");
        assertThat(firstPage().path("issues").size()).isPositive();
        JsonNode empty = firstPage();
        assertThat(empty.path("issues").size()).isZero();
        assertThat(page(empty).path("issues").path(0).path("id").asString()).isEqualTo("10000");
        assertThat(client.idsOfAllPages(EVERYTHING, 20)).hasSize(1_000).doesNotHaveDuplicates();
    }

    @Test
    void sameKeys_comeWithFreshTokens() {
        client.fault("{\"kind\":\"sameKeys\"}");
        JsonNode first = firstPage();
        JsonNode second = page(first);
        assertThat(second.path("issues").path(0)).isEqualTo(first.path("issues").path(0));
        assertThat(token(second)).isNotEqualTo(token(first));
    }

    @Test
    void countLies_byPercent() {
        client.fault("{\"kind\":\"countLies\",\"percent\":-5}");
        assertThat(JiraClient.json(client.post("search/approximate-count", "{\"jql\":\"created >= 0\"}")).path("count").asInt())
                .isEqualTo(950);
    }

    @Test
    void isLastLies_onPagesThatOthersFollow() {
        client.fault("{\"kind\":\"isLastLies\"}");
        JsonNode page = firstPage();
        assertThat(page.path("isLast").asBoolean()).isTrue();
        assertThat(page.has("nextPageToken")).isTrue();
    }

    @Test
    void notLastWithoutToken_contradictsItself() {
        client.fault("{\"kind\":\"notLastWithoutToken\",\"count\":1}");
        JsonNode page = firstPage();
        assertThat(page.path("isLast").asBoolean(true)).isFalse();
        assertThat(page.has("nextPageToken")).isFalse();
    }

    @Test
    void poisonRecord_breaksWhateverHoldsIt() {
        client.fault("{\"kind\":\"poisonRecord\",\"ids\":[\"10007\"]}");
        assertThat(client.get("issue/10007").statusCode()).isEqualTo(500);
        assertThat(client.post("issue/bulkfetch", "{\"issueIdsOrKeys\":[\"10006\",\"10007\"]}").statusCode()).isEqualTo(500);
        assertThat(client.search("id in (10006, 10007)", "&fields=summary").statusCode()).isEqualTo(500);
        assertThat(client.post("issue/bulkfetch", "{\"issueIdsOrKeys\":[\"10006\"]}").statusCode()).isEqualTo(200);
    }

    private static JsonNode bulk(String ids) {
        return JiraClient.json(client.post("issue/bulkfetch", "{\"issueIdsOrKeys\":[" + ids + "]}"));
    }

    @Test
    void issueErrors_nameIssuesThatAreThere_inBatchesOfMoreThanSoMany() {
        client.fault("{\"kind\":\"issueErrors\",\"ids\":[\"10007\"],\"most\":1}");
        JsonNode answer = bulk("\"10006\",\"10007\"");
        assertThat(answer.path("issues").size()).isOne();
        assertThat(answer.path("issueErrors").path(0).path("id").asString()).isEqualTo("10007");
        assertThat(answer.path("issueErrors").path(0).path("errorMessage").asString()).isNotBlank();
        assertThat(bulk("\"10007\"").path("issues").size()).isOne();
    }

    @Test
    void passedOver_isInNeitherList_andThereAllTheSame() {
        client.fault("{\"kind\":\"passedOver\",\"ids\":[\"10007\"]}");
        JsonNode answer = bulk("\"10007\"");
        assertThat(answer.path("issues").size() + answer.path("issueErrors").size()).isZero();
        assertThat(client.get("issue/10007").statusCode()).isEqualTo(200);
    }

    @Test
    void stopsEarly_withoutASign() {
        client.fault("{\"kind\":\"stopsEarly\"}");
        JsonNode page = firstPage();
        assertThat(page.path("issues").size()).isPositive();
        assertThat(page.path("isLast").asBoolean()).isTrue();
        assertThat(page.has("nextPageToken")).isFalse();
    }

    @Test
    void noTotal_norWhetherThePageIsTheLast() {
        client.fault("{\"kind\":\"noTotal\",\"noLast\":true}");
        for (String route : List.of("issue/10003/comment", "issue/10003/changelog", "project/search")) {
            JsonNode page = JiraClient.json(client.get(route));
            assertThat(page.has("total") || page.has("isLast")).as(route).isFalse();
        }
    }

    @Test
    void partRefused_whereTheIssueIsThere() {
        client.fault("{\"kind\":\"partRefused\",\"route\":\"issue/comment\",\"status\":403,\"ids\":[\"10003\"]}");
        assertThat(client.get("issue/10003/comment").statusCode()).isEqualTo(403);
        assertThat(client.get("issue/10004/comment").statusCode()).isEqualTo(200);
        assertThat(client.get("issue/10003").statusCode()).isEqualTo(200);
    }

    @Test
    void timeTrackingOff_hidesTheField_andRefusesTheRoute() {
        client.fault("{\"kind\":\"timeTrackingOff\"}");
        assertThat(client.issue("10003").path("fields").has("worklog")).isFalse();
        assertThat(client.get("issue/10003/worklog").statusCode()).isEqualTo(404);
    }

    @Test
    void shiftedOffsets_passOverAProject() {
        client.fault("{\"kind\":\"shiftedOffsets\",\"route\":\"project/search\",\"by\":1}");
        JsonNode all = JiraClient.json(client.get("project/search"));
        JsonNode second = JiraClient.json(client.get("project/search?startAt=1&maxResults=1"));
        assertThat(second.path("values").path(0).path("id")).isEqualTo(all.path("values").path(2).path("id"));
        assertThat(second.path("startAt").asInt()).isOne();
    }

    @Test
    void tooMany_isAboutWhatIsAskedForAtOnce() {
        client.fault("{\"kind\":\"tooMany\",\"most\":10,\"status\":413}");
        assertThat(client.search(EVERYTHING, "&maxResults=11").statusCode()).isEqualTo(413);
        assertThat(client.search(EVERYTHING, "&maxResults=10").statusCode()).isEqualTo(200);
        assertThat(client.get("issue/10003/comment?maxResults=11").statusCode()).isEqualTo(413);
        assertThat(client.get("issue/10003/comment?maxResults=10").statusCode()).isEqualTo(200);
    }

    @Test
    void wrongTotal_promisesACommentThatIsNotThere() {
        JsonNode honest = client.issue("10003").path("fields").path("comment");
        client.fault("{\"kind\":\"wrongTotal\",\"ids\":[\"10003\"]}");
        assertThat(client.issue("10003").path("fields").path("comment").path("total").asInt())
                .isEqualTo(honest.path("total").asInt() + 1);
        JsonNode page = JiraClient.json(client.get("issue/10003/comment"));
        assertThat(page.path("total").asInt()).isEqualTo(page.path("comments").size() + 1);
    }
}
