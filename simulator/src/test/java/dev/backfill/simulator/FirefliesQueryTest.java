package dev.backfill.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class FirefliesQueryTest {

    private static FirefliesClient client;

    @BeforeAll
    static void start() {
        client = FirefliesClient.start(500);
    }

    @AfterAll
    static void stop() {
        client.close();
    }

    @Test
    void pagesOfAnySize_holdEveryMeetingOnce_newestFirst() {
        List<String> expected = client.manifest("?hash=false").stream().map(line -> line.path("id").asString()).toList();
        assertThat(expected).hasSize(500).doesNotHaveDuplicates();
        assertThat(client.idsOfAllPages("", 50)).isEqualTo(expected);
        assertThat(client.idsOfAllPages("", 7)).isEqualTo(expected);
        List<Long> dates = client.manifest("?hash=false").stream().map(line -> line.path("date").asLong()).toList();
        assertThat(dates).isSortedAccordingTo((a, b) -> Long.compare(b, a));
    }

    @Test
    void fromAndTo_areNotInTheList() {
        JsonNode meeting = client.transcripts("limit: 1, skip: 100", "id dateString date").path(0);
        String at = meeting.path("dateString").asString();
        String before = Instant.ofEpochMilli(meeting.path("date").asLong() - 1).toString();
        String after = Instant.ofEpochMilli(meeting.path("date").asLong() + 1).toString();
        assertThat(ids(client.transcripts("fromDate: \"%s\", toDate: \"%s\"".formatted(before, after), "id"))).contains(meeting.path("id").asString());
        assertThat(ids(client.transcripts("fromDate: \"%s\", toDate: \"%s\"".formatted(at, after), "id"))).isEmpty();
        assertThat(ids(client.transcripts("fromDate: \"%s\", toDate: \"%s\"".formatted(before, at), "id"))).isEmpty();
    }

    @Test
    void months_partitionAllMeetings() {
        List<String> all = new ArrayList<>();
        client.manifest("?hash=false").stream().map(line -> line.path("month").asString()).distinct().forEach(month -> {
            Instant from = Instant.parse(month + "-01T00:00:00Z").minusMillis(1);
            String to = Instant.parse(month + "-01T00:00:00Z").atZone(java.time.ZoneOffset.UTC).plusMonths(1).toInstant().toString();
            all.addAll(client.idsOfAllPages("fromDate: \"%s\", toDate: \"%s\", ".formatted(from, to), 50));
        });
        assertThat(all).hasSize(500).doesNotHaveDuplicates();
    }

    @Test
    void manyShareAnInstant_moreThanAPageOnce() {
        Map<Long, Long> sizes = client.manifest("?hash=false").stream().collect(java.util.stream.Collectors.groupingBy(
                line -> line.path("date").asLong(), java.util.stream.Collectors.counting()));
        assertThat(sizes.values()).anyMatch(size -> size > 50).anyMatch(size -> size == 2);
    }

    @Test
    void filtersOfPeopleAndWords_holdForWhatIsFound() {
        JsonNode mine = client.transcripts("mine: true", "organizer_email");
        assertThat(mine).isNotEmpty().allMatch(meeting -> meeting.path("organizer_email").asString().equals("member0@example.com"));
        assertThat(client.transcripts("organizers: [\"member1@example.com\", \"member2@example.com\"]", "organizer_email"))
                .isNotEmpty().allMatch(meeting -> meeting.path("organizer_email").asString().matches("member[12]@example.com"));
        assertThat(client.transcripts("participants: [\"member5@example.com\"]", "participants"))
                .isNotEmpty().allMatch(meeting -> meeting.path("participants").toString().contains("member5@example.com"));
        assertThat(client.transcripts("host_email: \"member3@example.com\"", "host_email")).isNotEmpty()
                .allMatch(meeting -> meeting.path("host_email").asString().equals("member3@example.com"));
        assertThat(client.transcripts("keyword: \"weekly\"", "title")).isNotEmpty()
                .allMatch(meeting -> meeting.path("title").asString().contains("Weekly"));
        assertThat(client.transcripts("keyword: \"ON MUTE\", scope: \"sentences\", limit: 5", "sentences { text }")).hasSize(5)
                .allMatch(meeting -> meeting.toString().contains("I was on mute"));
    }

    @Test
    void variablesAliasesFragmentsAndTypenames_work() {
        JsonNode data = client.query("""
                query Pages($from: DateTime, $n: Int = 3) {
                  first: transcripts(fromDate: $from, limit: $n) { ...Head }
                  second: transcripts(fromDate: $from, limit: $n, skip: $n) { ...Head }
                }
                fragment Head on Transcript { number: id __typename }
                """, Map.of("from", FirefliesClient.BEFORE_ALL)).path("data");
        assertThat(data.path("first")).hasSize(3);
        assertThat(data.path("second")).hasSize(3);
        assertThat(data.path("first").path(0).path("__typename").asString()).isEqualTo("Transcript");
        assertThat(data.path("first").path(0).path("number")).isNotEqualTo(data.path("second").path(0).path("number"));
        assertThat(client.query("{ __schema { types { name } } }").toString()).contains("MeetingAttendee");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"transcripts(limit: 51) { id }|invalid_arguments", "transcripts(limit: 0) { id }|invalid_arguments",
        "transcripts(skip: -1) { id }|invalid_arguments", "transcripts(fromDate: \"soon\") { id }|invalid_arguments",
        "transcripts(title: \"a\", keyword: \"b\") { id }|invalid_arguments", "transcripts(mine: true, user_id: \"U\") { id }|invalid_arguments",
        "transcripts(scope: \"all\") { id }|args_required", "transcript(id: \"\") { id }|args_required",
        "transcript(id: \"01J0000000000000\") { id }|object_not_found", "transcript(id: \"nothing\") { id }|object_not_found",
        "user(id: \"U0\") { name }|object_not_found"})
    void wrongArguments_areErrorsInsideTwoHundred(String field, String code) {
        JsonNode answer = client.query("{ " + field + " }");
        assertThat(FirefliesClient.code(answer)).isEqualTo(code);
        JsonNode error = answer.path("errors").path(0);
        assertThat(error.path("extensions").path("code").asString()).isEqualTo(code);
        assertThat(error.path("friendly").asBoolean()).isTrue();
        assertThat(error.path("extensions").path("correlationId").asString()).isNotEmpty();
        assertThat(answer.path("data").path(field.substring(0, field.indexOf('('))).isNull()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{ transcripts { nope } }", "{ transcript { id } }", "{ transcripts", "{ transcripts(limit: \"many\") { id } }", ""})
    void operationsOutsideTheSchema_are400(String query) {
        HttpResponse<byte[]> answer = client.post(query, Map.of());
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(FirefliesClient.json(answer).path("errors").path(0).path("message").asString()).isNotEmpty();
    }

    @Test
    void otherKeys_areToldSo() {
        try (FirefliesClient stranger = new FirefliesClient(Simulator.start(SimulatorOptions.defaults().withIssues(0)), "wrong")) {
            JsonNode answer = stranger.query("{ user { name } }");
            assertThat(FirefliesClient.code(answer)).isEqualTo("auth_failed");
            assertThat(answer.has("data")).isFalse();
        }
    }

    @Test
    void usersAndOwner_areThere() {
        JsonNode data = client.query("{ user { email is_admin recent_meeting } users { user_id } }").path("data");
        assertThat(data.path("user").path("is_admin").asBoolean()).isTrue();
        assertThat(data.path("users")).hasSizeGreaterThan(5);
        String id = data.path("users").path(2).path("user_id").asString();
        assertThat(client.query("query($id: String) { user(id: $id) { user_id } }", Map.of("id", id)).toString()).contains(id);
    }

    private static List<String> ids(JsonNode transcripts) {
        return transcripts.valueStream().map(transcript -> transcript.path("id").asString()).toList();
    }
}
