package dev.backfill.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class TempoFaultsTest {

    private static TempoClient client;
    private static List<Long> all;

    @BeforeAll
    static void start() {
        client = TempoClient.start(SimulatorOptions.defaults().withTempo(TempoOptions.defaults().withWorklogs(200)));
        all = client.manifestIds("");
    }

    @AfterEach
    void clear() {
        client.admin("DELETE", "faults", "");
        client.admin("POST", "limit", "{\"requestsPerSecond\":0,\"retryAfter\":false,\"pageLimit\":1000}");
    }

    @AfterAll
    static void stop() {
        client.close();
    }

    private static JsonNode metadata(String query) {
        return client.list(query).path("metadata");
    }

    @Test
    void limit_refusesWithAndWithoutHeader() {
        client.admin("POST", "limit", "{\"requestsPerSecond\":1}");
        HttpResponse<byte[]> bare = refusal();
        assertThat(bare.headers().firstValue("Retry-After")).isEmpty();
        assertThat(bare.headers().map().keySet()).noneMatch(name -> name.toLowerCase().contains("ratelimit"));
        assertThat(TempoClient.error(bare)).isNotEmpty();
        client.admin("POST", "limit", "{\"retryAfter\":true}");
        assertThat(refusal().headers().firstValue("Retry-After")).contains("1");
    }

    private static HttpResponse<byte[]> refusal() {
        return IntStream.range(0, 50).mapToObj(_ -> client.get("worklogs?limit=1"))
                .filter(answer -> answer.statusCode() == 429).findFirst().orElseThrow();
    }

    @Test
    void pageLimit_isTold() {
        client.admin("POST", "limit", "{\"pageLimit\":30}");
        assertThat(metadata("limit=1000").path("limit").asInt()).isEqualTo(30);
        assertThat(client.ids("limit=1000")).isEqualTo(all);
    }

    @Test
    void shiftedOffsets_loseOrDouble() {
        client.fault("{\"kind\":\"shiftedOffsets\",\"by\":2}");
        assertThat(client.ids("")).hasSize(198).doesNotHaveDuplicates().doesNotContain(all.get(50), all.get(51));
        client.admin("DELETE", "faults", "");
        client.fault("{\"kind\":\"shiftedOffsets\",\"by\":-3}");
        assertThat(client.ids("")).hasSize(203).containsAll(all)
                .containsSequence(all.get(49), all.get(47), all.get(48), all.get(49));
    }

    @Test
    void pagesThatLead_nowhere() {
        client.fault("{\"kind\":\"repeatedToken\",\"count\":1}");
        assertThat(metadata("limit=20&offset=40").path("next").asString()).contains("offset=40&");
        client.fault("{\"kind\":\"endlessCursor\",\"count\":2}");
        assertThat(metadata("limit=20&offset=400").path("next").asString()).contains("offset=420&");
        assertThat(client.list("limit=20").path("results").size()).isZero();
        client.fault("{\"kind\":\"sameKeys\",\"count\":2}");
        assertThat(TempoClient.ids(client.list("limit=20&offset=60"))).isEqualTo(all.subList(0, 20));
        assertThat(metadata("limit=20&offset=400").path("next").asString()).contains("offset=420&");
        client.fault("{\"kind\":\"isLastLies\",\"count\":1}");
        assertThat(metadata("").has("next")).isFalse();
        client.fault("{\"kind\":\"foreignNext\",\"count\":1,\"location\":\"http://192.0.2.7/x\"}");
        assertThat(metadata("from=2000-01-01").path("next").asString())
                .startsWith("http://192.0.2.7/x?from=2000-01-01&offset=50");
    }

    @Test
    void emptyAndShortPages_loseNothingForThoseWhoFollowTheLinks() {
        client.fault("{\"kind\":\"emptyPages\",\"every\":3}");
        client.fault("{\"kind\":\"shortPages\",\"most\":7,\"every\":2}");
        assertThat(client.pages("")).anyMatch(page -> page.path("results").isEmpty())
                .anyMatch(page -> page.path("metadata").path("limit").asInt() == 7);
        assertThat(client.ids("")).isEqualTo(all);
    }

    @Test
    void partialData_isCountedButNotThere() {
        client.fault("{\"kind\":\"partialData\",\"ids\":[\"" + all.get(3) + "\"]}");
        JsonNode page = client.list("");
        assertThat(page.path("results").size()).isEqualTo(49);
        assertThat(page.path("metadata").path("count").asInt()).isEqualTo(50);
        assertThat(client.get("worklogs/" + all.get(3)).statusCode()).isEqualTo(200);
    }

    @Test
    void countLies_byPercent() {
        client.fault("{\"kind\":\"countLies\",\"percent\":-20}");
        assertThat(metadata("").path("count").asInt()).isEqualTo(40);
    }

    @Test
    void poisonRecord_spoilsThePageAndItself() {
        client.fault("{\"kind\":\"poisonRecord\",\"ids\":[\"" + all.get(60) + "\"]}");
        assertThat(client.get("worklogs?limit=50").statusCode()).isEqualTo(200);
        assertThat(client.get("worklogs?limit=50&offset=50").statusCode()).isEqualTo(500);
        assertThat(client.get("worklogs/" + all.get(60)).statusCode()).isEqualTo(500);
    }

    @Test
    void wireFaults_haveTemposShape() {
        Set<String> plain = Set.of("{\"kind\":\"serverError\",\"status\":503,\"count\":1}", "{\"kind\":\"throttle\",\"count\":1}",
                "{\"kind\":\"credentialsRevoked\",\"count\":1}", "{\"kind\":\"forbidden\",\"count\":1}");
        for (String fault : plain) {
            client.fault(fault);
            HttpResponse<byte[]> answer = client.get("worklogs");
            assertThat(answer.statusCode()).isIn(503, 429, 401, 404);
            assertThat(TempoClient.error(answer)).isNotEmpty();
        }
        client.fault("{\"kind\":\"throttle\",\"retryAfterSeconds\":9,\"count\":1,\"route\":\"worklogs\"}");
        assertThat(client.get("worklogs/" + all.getFirst()).statusCode()).isEqualTo(200);
        assertThat(client.get("worklogs?updatedFrom=2020-01-01").headers().firstValue("Retry-After")).contains("9");
    }

    @Test
    void brokenAnswers_areBroken() {
        // Not once, as this client tries again by itself.
        client.fault("{\"kind\":\"reset\"}");
        assertThatThrownBy(() -> client.get("worklogs")).isInstanceOf(UncheckedIOException.class);
        client.admin("DELETE", "faults", "");
        client.fault("{\"kind\":\"halfBody\",\"count\":1}");
        assertThatThrownBy(() -> client.get("worklogs")).isInstanceOf(UncheckedIOException.class);
        client.fault("{\"kind\":\"halfJson\",\"count\":1}");
        assertThatThrownBy(() -> client.list("")).hasMessageContaining("end-of-input");
        client.fault("{\"kind\":\"html\",\"status\":401,\"count\":1}");
        assertThat(client.get("worklogs").headers().firstValue("Content-Type").orElseThrow()).startsWith("text/html");
        client.fault("{\"kind\":\"redirect\",\"count\":1}");
        assertThat(client.get("worklogs").statusCode()).isEqualTo(302);
        client.fault("{\"kind\":\"hugeBody\",\"megabytes\":3,\"count\":1}");
        assertThat(client.get("worklogs").body()).hasSizeGreaterThan(3_000_000);
    }
}
