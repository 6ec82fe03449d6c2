package dev.backfill.workers.source.fireflies;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backfill.workers.source.RecordJson;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TranscriptStateTest {
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    /** The state, whether there are sentences and a summary, how old it is, and what it waits for. */
    @ParameterizedTest
    @CsvSource({
        "processed, true, true, 1, ",
        "processed, false, true, 1, ",
        "processing, false, false, 1, it is being transcribed",
        "processing, true, false, 1, its summary is being made",
        "processing, true, true, 1, its summary is being made",
        "processing, true, false, 9000, its summary is being made",
        "PROCESSING, false, false, 9000, it is being transcribed",
        "skipped, false, false, 1, ",
        "skipped, false, true, 1, ",
        "failed, true, false, 1, ",
        "failed, false, false, 1, it has no sentences yet",
        "failed, false, false, 25, ",
        "default, true, true, 1, ",
        "default, true, false, 1, it has no summary yet",
        "default, true, false, 25, ",
        "default, false, false, 1, it has no sentences yet",
        "default, false, true, 9000, it has no sentences yet",
        ", true, true, 1, ",
        ", true, false, 23, it has no summary yet",
        ", true, false, 25, ",
        ", false, false, 9000, it has no sentences yet",
        "of_a_later_version, true, false, 1, it has no summary yet"
    })
    void onlyWhatCanStillCome_isWaitedFor(
            @Nullable String status, boolean sentences, boolean summary, int hoursOld, @Nullable String waitsFor) {
        String transcript = "{\"date\":%d,\"sentences\":%s,\"summary\":%s,\"meeting_info\":{\"summary_status\":%s}}".formatted(
                NOW.minusSeconds(3_600L * hoursOld).toEpochMilli(),
                sentences ? "[]" : null,
                summary ? "{}" : null,
                status == null ? null : "\"" + status + "\"");

        assertThat(TranscriptState.waitsFor(RecordJson.MAPPER.readTree(transcript), NOW)).isEqualTo(waitsFor);
    }

    /** Its sentences are captions until it is over, whatever else it says of itself. */
    @Test
    void meetingThatGoesOn_waits() {
        String transcript = "{\"date\":0,\"is_live\":%s,\"sentences\":[],\"summary\":{},\"meeting_info\":{\"summary_status\":\"processed\"}}";

        assertThat(TranscriptState.waitsFor(RecordJson.MAPPER.readTree(transcript.formatted("true")), NOW)).isEqualTo("the meeting goes on");
        assertThat(TranscriptState.waitsFor(RecordJson.MAPPER.readTree(transcript.formatted("false")), NOW)).isNull();
        assertThat(TranscriptState.waitsFor(RecordJson.MAPPER.readTree(transcript.formatted("null")), NOW)).isNull();
    }
}
