package dev.backfill.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

class FirefliesFaultsTest {

    private static final String IDS = "{ transcripts(limit: 10) { id } }";
    private static FirefliesClient client;

    @BeforeAll
    static void start() {
        client = FirefliesClient.start(100);
    }

    @AfterAll
    static void stop() {
        client.close();
    }

    @BeforeEach
    void clear() {
        client.admin("DELETE", "faults", "");
        client.admin("DELETE", "requests", "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"auth_failed", "forbidden", "paid_required", "require_elevated_privilege", "account_cancelled", "object_not_found",
        "invalid_arguments", "args_required", "too_many_requests"})
    void everyCode_comesInsideTwoHundred(String code) {
        client.fault("{\"kind\": \"graphqlError\", \"code\": \"" + code + "\", \"count\": 1}");
        JsonNode answer = client.query(IDS);
        assertThat(FirefliesClient.code(answer)).isEqualTo(code);
        assertThat(answer.has("data")).isFalse();
        assertThat(client.query(IDS).has("errors")).isFalse();
    }

    @Test
    void errorsComeWithNullEmptyOrWholeData_andOtherStatuses() {
        for (String data : List.of("null", "empty", "kept")) {
            client.fault("{\"kind\": \"graphqlError\", \"code\": \"forbidden\", \"data\": \"" + data + "\", \"count\": 1}");
        }
        assertThat(client.query(IDS).path("data").isNull()).isTrue();
        assertThat(client.query(IDS).path("data").isEmpty()).isTrue();
        JsonNode kept = client.query(IDS);
        assertThat(kept.path("data").path("transcripts")).hasSize(10);
        assertThat(FirefliesClient.code(kept)).isEqualTo("forbidden");
        client.fault("{\"kind\": \"graphqlError\", \"code\": \"too_many_requests\", \"status\": 429, \"retryAfterSeconds\": 60, \"count\": 1}");
        HttpResponse<byte[]> answer = client.post(IDS, Map.of());
        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(FirefliesClient.json(answer).path("errors").path(0).path("extensions").path("metadata").path("retryAfter").asLong())
                .isBetween(System.currentTimeMillis() + 30_000, System.currentTimeMillis() + 60_000);
    }

    @Test
    void partialData_hasNullAndPathForOneField() {
        String id = client.manifest("?hash=false").get(2).path("id").asString();
        client.fault("{\"kind\": \"partialData\", \"field\": \"audio_url\", \"code\": \"paid_required\", \"ids\": [\"" + id + "\"]}");
        JsonNode answer = client.query("{ transcripts(limit: 5) { id sound: audio_url } }");
        JsonNode transcripts = answer.path("data").path("transcripts");
        assertThat(transcripts.path(2).path("sound").isNull()).isTrue();
        assertThat(transcripts.path(1).path("sound").isNull()).isFalse();
        assertThat(answer.path("errors")).hasSize(1);
        assertThat(answer.path("errors").path(0).path("path").toString()).isEqualTo("[\"transcripts\",2,\"sound\"]");
    }

    @Test
    void removedField_refusesWhoeverAsksForIt() {
        client.fault("{\"kind\": \"removedField\", \"field\": \"host_email\"}");
        HttpResponse<byte[]> refusal = client.post("{ transcripts(limit: 5) {\nid\nhost_email } }", Map.of());
        assertThat(refusal.statusCode()).isEqualTo(400);
        JsonNode error = FirefliesClient.json(refusal).path("errors").path(0);
        assertThat(error.path("message").asString()).startsWith("Cannot query field \"host_email\" on type \"Transcript\".");
        assertThat(error.path("extensions").path("code").asString()).isEqualTo("GRAPHQL_VALIDATION_FAILED");
        assertThat(error.path("locations").path(0).path("line").asInt()).isEqualTo(3);
        assertThat(client.query(IDS).has("errors")).isFalse();
    }

    /** Without an error: what may not be null is not. */
    @Test
    void attendanceChannelsSharesAnalyticsAndApps_areInSome() {
        JsonNode answer = client.query("""
                { transcripts(limit: 50) { id is_live workspace_users meeting_attendance { name join_time leave_time }
                channels { id title is_private created_by created_at updated_at members { user_id email name } }
                shared_with { email name photo_url expires_at } apps_preview { outputs { transcript_id title created_at } }
                analytics { sentiments { negative_pct } categories { questions } speakers { speaker_id words_per_minute } } summary { notes } } }""");
        assertThat(answer.has("errors")).isFalse();
        List<JsonNode> transcripts = answer.path("data").path("transcripts").valueStream().toList();
        assertThat(transcripts).hasSize(50).allMatch(transcript -> transcript.path("channels").isArray());
        for (String member : List.of("meeting_attendance", "shared_with", "apps_preview")) {
            assertThat(transcripts).as(member).anyMatch(transcript -> transcript.path(member).isNull())
                    .anyMatch(transcript -> !transcript.path(member).isEmpty());
        }
        // Of whom none is the workspace's is a matter of chance, and of the day.
        assertThat(transcripts).anyMatch(transcript -> !transcript.path("workspace_users").isEmpty());
        assertThat(transcripts).anyMatch(transcript -> transcript.path("channels").path(0).path("members").size() == 1)
                .anyMatch(transcript -> transcript.path("analytics").path("sentiments").path("negative_pct").isNumber())
                .anyMatch(transcript -> transcript.path("summary").path("notes").isString());
    }

    @Test
    void pages_areShiftedShortEmptyOrTheFirstAgain() {
        List<String> all = client.idsOfAllPages("", 50);
        String second = "{ transcripts(limit: 10, skip: 10) { id } }";
        client.fault("{\"kind\": \"shiftedOffsets\", \"by\": 2, \"count\": 1}");
        assertThat(ids(client.query(second))).isEqualTo(all.subList(8, 18));
        client.fault("{\"kind\": \"shiftedOffsets\", \"by\": -1, \"count\": 1}");
        assertThat(ids(client.query(second))).isEqualTo(all.subList(11, 21));
        client.fault("{\"kind\": \"shortPages\", \"by\": 3, \"count\": 1}");
        assertThat(ids(client.query(second))).isEqualTo(all.subList(10, 17));
        client.fault("{\"kind\": \"emptyPages\", \"count\": 1}");
        assertThat(ids(client.query(second))).isEmpty();
        client.fault("{\"kind\": \"sameKeys\", \"count\": 1}");
        assertThat(ids(client.query(second))).isEqualTo(all.subList(0, 10));
    }

    @Test
    void poisonRecord_breaksListAndMeeting() {
        String id = client.manifest("?hash=false").get(3).path("id").asString();
        client.fault("{\"kind\": \"poisonRecord\", \"ids\": [\"" + id + "\"], \"route\": \"transcript\"}");
        assertThat(FirefliesClient.code(client.query("{ transcript(id: \"" + id + "\") { id } }"))).isEqualTo("internal_server_error");
        assertThat(client.query(IDS).has("errors")).isFalse();
        client.fault("{\"kind\": \"poisonRecord\", \"ids\": [\"" + id + "\"], \"route\": \"transcripts\"}");
        assertThat(client.query(IDS).path("data").path("transcripts").isNull()).isTrue();
    }

    @Test
    void credentials_canBeRevoked() {
        client.fault("{\"kind\": \"credentialsRevoked\", \"count\": 1}");
        assertThat(FirefliesClient.code(client.query(IDS))).isEqualTo("auth_failed");
    }

    @Test
    void wireFaults_haveTheVendorsForm() {
        client.fault("{\"kind\": \"throttle\", \"count\": 1}");
        client.fault("{\"kind\": \"throttle\", \"retryAfterSeconds\": 5, \"count\": 1}");
        HttpResponse<byte[]> silent = client.post(IDS, Map.of());
        assertThat(silent.statusCode()).isEqualTo(429);
        assertThat(silent.headers().firstValue("Retry-After")).isEmpty();
        assertThat(FirefliesClient.code(FirefliesClient.json(silent))).isEqualTo("too_many_requests");
        assertThat(client.post(IDS, Map.of()).headers().firstValue("Retry-After")).contains("5");
        client.fault("{\"kind\": \"serverError\", \"status\": 503, \"count\": 1}");
        HttpResponse<byte[]> broken = client.post(IDS, Map.of());
        assertThat(broken.statusCode()).isEqualTo(503);
        assertThat(FirefliesClient.json(broken).path("errors").path(0).path("friendly").asBoolean(true)).isFalse();
        client.fault("{\"kind\": \"halfJson\", \"count\": 1}");
        assertThatThrownBy(() -> client.query(IDS)).isInstanceOf(JacksonException.class);
    }

    @Test
    void faultsAndCounts_tellListsOfIdsFromFullOnes() {
        client.fault("{\"kind\": \"serverError\", \"route\": \"transcripts:full\"}");
        assertThat(client.query(IDS).path("data").path("transcripts")).hasSize(10);
        assertThat(client.post("{ transcripts(limit: 1) { sentences { text } } }", Map.of()).statusCode()).isEqualTo(500);
        client.query("{ user { name } }");
        assertThat(client.admin("GET", "requests", "").path("byRoute").toString())
                .isEqualTo("{\"transcripts:full\":1,\"transcripts:ids\":1,\"user\":1}");
    }

    private static List<String> ids(JsonNode answer) {
        return answer.path("data").path("transcripts").valueStream().map(transcript -> transcript.path("id").asString()).toList();
    }
}
