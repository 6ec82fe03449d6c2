package dev.backfill.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

class NotionFaultsTest {

    private static NotionClient client;

    @BeforeAll
    static void start() {
        client = NotionClient.start(NotionClient.options(300));
    }

    @AfterEach
    void clear() {
        client.admin("DELETE", "faults", "");
    }

    @AfterAll
    static void stop() {
        client.close();
    }

    private static JsonNode page(String cursor) {
        return NotionClient.json(client.post("search", "{\"page_size\":10" + (cursor.isEmpty() ? "" : ",\"start_cursor\":\"" + cursor + "\"") + "}"));
    }

    private static String cursor(JsonNode page) {
        return page.path("next_cursor").asString("");
    }

    @ParameterizedTest
    @CsvSource({"409,conflict_error", "500,internal_server_error", "502,bad_gateway", "503,service_unavailable", "504,gateway_timeout",
        "529,service_overload", "403,restricted_resource"})
    void serverErrors_haveTheirCodes(int status, String code) {
        client.fault("{\"kind\":\"serverError\",\"status\":" + status + ",\"route\":\"users/me\"}");
        assertThat(NotionClient.code(client.get("users/me"))).isEqualTo(status + " " + code);
        assertThat(client.get("users").statusCode()).isEqualTo(200);
    }

    @Test
    void throttle_comesWithAndWithoutRetryAfter() {
        client.fault("{\"kind\":\"throttle\",\"count\":1,\"retryAfterSeconds\":7}");
        client.fault("{\"kind\":\"throttle\",\"count\":1}");
        HttpResponse<byte[]> first = client.get("users/me");
        assertThat(NotionClient.code(first)).isEqualTo("429 rate_limited");
        assertThat(first.headers().firstValue("Retry-After")).contains("7");
        assertThat(client.get("users/me").headers().firstValue("Retry-After")).isEmpty();
        assertThat(client.get("users/me").statusCode()).isEqualTo(200);
    }

    @Test
    void wireFaults_spoilAnswers() {
        client.fault("{\"kind\":\"halfJson\",\"count\":1}");
        assertThatThrownBy(() -> client.read("users")).isInstanceOf(JacksonException.class);
        client.fault("{\"kind\":\"html\",\"count\":1}");
        assertThat(client.get("users").headers().firstValue("Content-Type").orElseThrow()).contains("html");
        client.fault("{\"kind\":\"credentialsRevoked\",\"count\":1}");
        assertThat(NotionClient.code(client.get("users"))).isEqualTo("401 unauthorized");
    }

    @Test
    void repeatedCursor_loopsForEver() {
        String cursor = cursor(page(""));
        client.fault("{\"kind\":\"repeatedToken\",\"route\":\"search\"}");
        JsonNode second = page(cursor);
        assertThat(cursor(second)).isEqualTo(cursor);
        assertThat(NotionClient.ids(page(cursor(second)))).isEqualTo(NotionClient.ids(second));
    }

    @Test
    void endlessAndEmptyPages_loseNothing() {
        List<String> all = client.allIds("search", "{}");
        client.fault("{\"kind\":\"emptyPages\",\"every\":2,\"route\":\"search\"}");
        assertThat(client.allIds("search", "{\"page_size\":30}")).isEqualTo(all);
        clear();
        client.fault("{\"kind\":\"endlessCursor\"}");
        JsonNode first = page("");
        JsonNode second = page(cursor(first));
        assertThat(NotionClient.ids(second)).isEmpty();
        assertThat(cursor(second)).isNotEqualTo(cursor(first));
    }

    @Test
    void sameRecords_comeWithFreshCursors() {
        client.fault("{\"kind\":\"sameKeys\"}");
        JsonNode first = page("");
        JsonNode second = page(cursor(first));
        assertThat(NotionClient.ids(second)).isEqualTo(NotionClient.ids(first));
        assertThat(cursor(second)).isNotEqualTo(cursor(first));
    }

    @Test
    void contradictions_betweenHasMoreAndCursor() {
        client.fault("{\"kind\":\"notLastWithoutToken\",\"count\":1}");
        JsonNode page = page("");
        assertThat(page.path("has_more").asBoolean()).isTrue();
        assertThat(page.path("next_cursor").isNull()).isTrue();
        client.fault("{\"kind\":\"isLastLies\",\"count\":1}");
        page = page("");
        assertThat(page.path("has_more").asBoolean()).isFalse();
        assertThat(cursor(page)).isNotEmpty();
        client.fault("{\"kind\":\"staleCursor\",\"count\":1,\"route\":\"comments\"}");
        page = client.read("comments?block_id=" + client.rowLine().path("id").asString());
        assertThat(page.path("has_more").asBoolean(true)).isFalse();
        assertThat(cursor(page)).isNotEmpty();
    }

    @Test
    void expiredCursor_isRefused() {
        String cursor = cursor(page(""));
        client.fault("{\"kind\":\"expiredToken\",\"count\":1}");
        assertThat(page(cursor).path("message").asString()).isEqualTo("The start_cursor provided is invalid: " + cursor);
        assertThat(page(cursor).path("results").size()).isEqualTo(10);
    }

    @Test
    void shiftedOffsets_loseARecordOfEachLaterPage() {
        List<String> all = client.allIds("search", "{\"page_size\":50}");
        client.fault("{\"kind\":\"shiftedOffsets\"}");
        assertThat(client.allIds("search", "{\"page_size\":50}")).hasSize(all.size() - (all.size() - 1) / 50).isSubsetOf(all);
    }

    @Test
    void partialData_isTypeAndIdOnly() {
        client.fault("{\"kind\":\"partialData\",\"route\":\"search\"}");
        assertThat(page("").path("results")).allMatch(record -> record.propertyNames().equals(Set.of("object", "id")));
    }

    @Test
    void singleRecords_canBeBrokenOrForbidden() {
        String id = client.rowLine().path("id").asString();
        client.fault("{\"kind\":\"poisonRecord\",\"ids\":[\"" + id + "\"],\"route\":\"blocks/children\"}");
        client.fault("{\"kind\":\"restricted\",\"ids\":[\"" + id + "\"],\"route\":\"comments\"}");
        assertThat(NotionClient.code(client.get("blocks/" + id + "/children"))).isEqualTo("500 internal_server_error");
        assertThat(NotionClient.code(client.get("comments?block_id=" + id))).isEqualTo("403 restricted_resource");
        assertThat(client.get("pages/" + id).statusCode()).isEqualTo(200);
    }

    @Test
    void hasChildren_canLie() {
        String deep = client.manifest("").get(2).path("id").asString();
        JsonNode honest = client.children(deep).getFirst();
        client.fault("{\"kind\":\"hasChildrenLies\",\"ids\":[\"" + honest.path("id").asString() + "\"]}");
        assertThat(honest.path("has_children").asBoolean()).isTrue();
        assertThat(client.children(deep).getFirst().path("has_children").asBoolean()).isFalse();
        assertThat(client.children(honest.path("id").asString())).isNotEmpty();
    }
}
