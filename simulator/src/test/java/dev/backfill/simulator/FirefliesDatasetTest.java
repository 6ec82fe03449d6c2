package dev.backfill.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backfill.simulator.fireflies.FirefliesOptions;
import dev.backfill.simulator.json.CanonicalJson;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class FirefliesDatasetTest {

    private static final String FIELDS = "id title date sentences { index text speaker_id } speakers { id name } summary { overview keywords }";

    private static SimulatorOptions options(int meetings) {
        return SimulatorOptions.defaults().withNow(Instant.parse("2026-02-15T00:00:00Z"))
                .withFireflies(FirefliesOptions.defaults().withMeetings(meetings));
    }

    @Test
    void sameSeed_givesTheSameData() {
        try (FirefliesClient one = FirefliesClient.start(options(120)); FirefliesClient two = FirefliesClient.start(options(120))) {
            assertThat(one.manifest()).isEqualTo(two.manifest()).hasSize(120);
        }
    }

    @Test
    void meetingsLieInThreeYearsBeforeTheReferenceTime_inMonthsOfDifferentSizes() {
        try (FirefliesClient client = FirefliesClient.start(options(3_000))) {
            Map<String, Long> months = client.manifest("?hash=false").stream()
                    .collect(Collectors.groupingBy(line -> line.path("month").asString(), Collectors.counting()));
            assertThat(months.keySet()).allMatch(month -> month.compareTo("2023-03") >= 0 && month.compareTo("2026-02") <= 0);
            assertThat(months).hasSize(35);
            assertThat(months.values()).anyMatch(size -> size < 40).anyMatch(size -> size > 250);
        }
    }

    @Test
    void contentIsUneven() {
        try (FirefliesClient client = FirefliesClient.start(options(1_500))) {
            List<JsonNode> lines = client.manifest("?hash=false");
            assertThat(lines).anyMatch(line -> line.path("organizer").isNull()).anyMatch(line -> line.path("sentences").asInt() == 3_000)
                    .anyMatch(line -> line.path("sentences").asInt() == 0 && line.path("processed").asBoolean());
            JsonNode page = client.transcripts("limit: 50, skip: 700", "title duration meeting_attendees { email } user { user_id } sentences { text }");
            String said = page + client.transcripts("limit: 50, skip: 300", "sentences { text }").toString();
            assertThat(said).contains("？", "ü", "ش", "¿");
            assertThat(page).anyMatch(meeting -> meeting.path("meeting_attendees").isNull()).anyMatch(meeting -> meeting.path("user").isNull());
            String longest = lines.stream().filter(line -> line.path("sentences").asInt() == 3_000).findFirst().orElseThrow().path("id").asString();
            assertThat(client.transcript(longest, "sentences { index }").path("sentences")).hasSize(3_000);
            String silent = lines.stream().filter(line -> line.path("sentences").asInt() == 0).findFirst().orElseThrow().path("id").asString();
            JsonNode nothing = client.transcript(silent, "sentences { text } summary { overview } meeting_info { summary_status silent_meeting }");
            assertThat(nothing.path("sentences").isNull()).isTrue();
            assertThat(nothing.path("summary").path("overview").asString("?")).isEmpty();
            assertThat(nothing.path("meeting_info").path("summary_status").asString()).isEqualTo("skipped");
        }
    }

    @Test
    void manifestHash_isThatOfTheSameSelectionAsked() {
        try (FirefliesClient client = FirefliesClient.start(options(60))) {
            List<JsonNode> lines = client.manifest("?fields=" + FirefliesClient.encode(FIELDS));
            JsonNode line = lines.get(30);
            JsonNode transcript = client.transcript(line.path("id").asString(), FIELDS);
            assertThat(CanonicalJson.sha256(transcript.toString().getBytes(StandardCharsets.UTF_8))).isEqualTo(line.path("sha256").asString());
            assertThat(transcript.path("sentences").size()).isEqualTo(line.path("sentences").asInt());
            assertThat(client.manifest().get(30).path("sha256")).isNotEqualTo(line.path("sha256"));
        }
    }

    @Test
    void links_areSignedAndEnd() {
        try (FirefliesClient client = FirefliesClient.start(options(20))) {
            JsonNode meeting = client.transcripts("limit: 1", "audio_url transcript_url").path(0);
            assertThat(meeting.path("audio_url").asString()).contains("X-Amz-Expires=86400", "X-Amz-Signature=");
            assertThat(meeting.path("transcript_url").asString()).doesNotContain("?");
        }
    }

    @Test
    void poison_isThereOnlyWhileItIsOn() {
        try (FirefliesClient client = FirefliesClient.start(options(3_000))) {
            String fields = "?fields=" + FirefliesClient.encode("title date dateString duration participants sentences { index text end_time }");
            Map<String, String> sound = hashes(client.manifest(fields));
            client.admin("POST", "poison", "{\"on\": true}");
            Map<String, String> damaged = hashes(client.manifest(fields));
            List<String> differ = sound.keySet().stream().filter(id -> !sound.get(id).equals(damaged.get(id))).toList();
            assertThat(differ).hasSizeBetween(10, 60);
            List<String> raw = differ.stream().map(id -> new String(client.post(
                    "query($id: String!) { transcript(id: $id) { title date dateString sentences { text } } }", Map.of("id", id)).body(),
                    StandardCharsets.UTF_8)).toList();
            assertThat(raw).anyMatch(text -> text.contains("\\u0000")).anyMatch(text -> text.contains("\\ud83d and \\udc00"))
                    .anyMatch(text -> text.length() > 5_000_000).anyMatch(text -> text.contains("\"date\":null"))
                    .anyMatch(text -> text.contains("0001-01-01"));
            client.admin("POST", "poison", "{\"on\": false}");
            assertThat(hashes(client.manifest(fields))).isEqualTo(sound);
        }
    }

    private static Map<String, String> hashes(List<JsonNode> lines) {
        return lines.stream().collect(Collectors.toMap(line -> line.path("id").asString(), line -> line.path("sha256").asString()));
    }
}
