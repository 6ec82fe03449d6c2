package dev.backfill.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.backfill.simulator.fireflies.FirefliesOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class FirefliesMutationTest {

    private static final String STATE = "title sentences { text raw_text } summary { overview } meeting_info { summary_status }";

    @Test
    void meetingOfHoursAgo_appearsAmongOthers_andShiftsPages() {
        try (FirefliesClient client = FirefliesClient.start(100)) {
            List<String> before = client.idsOfAllPages("", 50);
            long date = client.manifest("?hash=false").get(10).path("date").asLong() + 1;
            String added = client.admin("POST", "meetings", "{\"date\": \"" + java.time.Instant.ofEpochMilli(date) + "\", \"sentences\": 4}")
                    .path("id").asString();
            List<String> expected = new ArrayList<>(before);
            expected.add(10, added);
            assertThat(client.idsOfAllPages("", 50)).isEqualTo(expected);
            String recent = client.admin("POST", "meetings", "{\"hoursAgo\": 7.5, \"title\": \"Late\", \"organizer\": \"a@b\"}").path("id").asString();
            JsonNode meeting = client.transcript(recent, "title organizer_email date");
            assertThat(meeting.path("title").asString()).isEqualTo("Late");
            assertThat(meeting.path("date").asLong()).isBetween(System.currentTimeMillis() - 28_000_000, System.currentTimeMillis() - 26_000_000);
        }
    }

    @Test
    void meetingThatHasNotAppeared_isNowhereUntilItDoes() {
        try (FirefliesClient client = FirefliesClient.start(5)) {
            String id = client.admin("POST", "meetings", "{\"hoursAgo\": 3, \"appearsInSeconds\": 1.5}").path("id").asString();
            assertThat(client.idsOfAllPages("", 50)).hasSize(5);
            assertThat(client.transcript(id, "id").isNull()).isTrue();
            await().atMost(Duration.ofMinutes(1)).until(() -> client.idsOfAllPages("", 50).contains(id));
        }
    }

    @Test
    void processing_hidesSentencesAndSummary_thenOnlyTheSummary_thenNothing() {
        try (FirefliesClient client = FirefliesClient.start(5)) {
            String id = client.admin("POST", "meetings", "{\"processingSeconds\": 3}").path("id").asString();
            JsonNode first = client.transcript(id, STATE);
            assertThat(first.path("sentences").isNull()).isTrue();
            assertThat(first.path("summary").isNull()).isTrue();
            assertThat(first.path("meeting_info").path("summary_status").asString()).isEqualTo("processing");
            JsonNode half = await().atMost(Duration.ofMinutes(1)).pollInterval(Duration.ofMillis(50))
                    .until(() -> client.transcript(id, STATE), meeting -> !meeting.path("sentences").isNull());
            assertThat(half.path("summary").isNull()).isTrue();
            await().atMost(Duration.ofMinutes(1)).until(() -> !client.transcript(id, STATE).path("summary").isNull());
        }
    }

    @Test
    void processingForEver_endsOnDemand_andBeginsAgain() {
        try (FirefliesClient client = FirefliesClient.start(5)) {
            String id = client.admin("POST", "meetings", "{\"processingSeconds\": -1}").path("id").asString();
            assertThat(client.manifest("?hash=false")).anyMatch(line -> !line.path("processed").asBoolean());
            client.admin("POST", "meetings/" + id + "/finish", "");
            assertThat(client.transcript(id, STATE).path("summary").isNull()).isFalse();
            client.admin("POST", "meetings/" + id + "/reprocess", "");
            assertThat(client.transcript(id, STATE).path("sentences").isNull()).isTrue();
        }
    }

    @Test
    void newestGeneratedMeetings_canBeginUnprocessed() {
        try (FirefliesClient client = FirefliesClient.start(SimulatorOptions.defaults().withFireflies(
                FirefliesOptions.defaults().withMeetings(20).withProcessing(Duration.ofHours(1), 3)))) {
            assertThat(client.manifest("?hash=false").stream().filter(line -> !line.path("processed").asBoolean())).hasSize(3);
            assertThat(client.transcripts("limit: 4", "summary { overview }").path(3).path("summary").isNull()).isFalse();
        }
    }

    @Test
    void edits_changeTitleSentencesAndSummary_andNothingElseTells() {
        try (FirefliesClient client = FirefliesClient.start(50)) {
            JsonNode line = client.manifest().stream().filter(one -> one.path("sentences").asInt() > 10).findFirst().orElseThrow();
            String id = line.path("id").asString();
            JsonNode before = client.transcript(id, STATE);
            client.admin("POST", "meetings/" + id + "/edit", "{\"title\": \"Neu\", \"correctSentence\": true, \"regenerateSummary\": true}");
            JsonNode after = client.transcript(id, STATE);
            assertThat(after.path("title").asString()).isEqualTo("Neu");
            assertThat(after.path("sentences").path(7).path("text")).isNotEqualTo(before.path("sentences").path(7).path("text"));
            assertThat(after.path("sentences").path(7).path("raw_text")).isEqualTo(before.path("sentences").path(7).path("raw_text"));
            assertThat(after.path("summary").path("overview").asString()).startsWith("(v2)");
            assertThat(client.manifest().stream().filter(one -> one.path("id").asString().equals(id)).findFirst().orElseThrow().path("sha256"))
                    .isNotEqualTo(line.path("sha256"));
        }
    }

    @Test
    void deletedMeeting_isGone() {
        try (FirefliesClient client = FirefliesClient.start(50)) {
            String id = client.idsOfAllPages("", 50).get(20);
            client.admin("POST", "meetings/" + id + "/delete", "");
            assertThat(client.idsOfAllPages("", 50)).hasSize(49).doesNotContain(id);
            assertThat(client.manifest("?hash=false")).hasSize(49);
            assertThat(FirefliesClient.code(client.query("{ transcript(id: \"" + id + "\") { id } }"))).isEqualTo("object_not_found");
        }
    }

    @Test
    void wrongOrders_areNamed() {
        try (FirefliesClient client = FirefliesClient.start(5)) {
            assertThatThrownBy(() -> client.admin("POST", "meetings", "{\"colour\": 1}")).hasMessageContaining("colour");
            assertThatThrownBy(() -> client.admin("POST", "meetings/none/delete", "")).hasMessageContaining("none");
            assertThatThrownBy(() -> client.admin("POST", "limit", "{\"status\": 500}")).hasMessageContaining("200 or 429");
        }
    }

    @Test
    void backgroundMutations_goOnUntilStopped() {
        try (FirefliesClient client = FirefliesClient.start(500)) {
            client.admin("POST", "mutations", "{\"editsPerSecond\":100,\"addsPerSecond\":50,\"deletesPerSecond\":50}");
            await().atMost(Duration.ofMinutes(1)).until(() -> {
                JsonNode report = client.admin("GET", "mutations", "");
                return report.path("edited").size() > 5 && report.path("added").size() > 5 && report.path("deleted").size() > 5;
            });
            client.admin("POST", "mutations", "{}");
            JsonNode stopped = client.admin("GET", "mutations", "");
            assertThat(client.idsOfAllPages("", 50)).doesNotHaveDuplicates()
                    .hasSize(500 + stopped.path("added").size() - stopped.path("deleted").size());
            assertThat(client.admin("GET", "mutations", "")).isEqualTo(stopped);
        }
    }
}
