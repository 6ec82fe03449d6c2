package dev.backfill.standalone.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class ProgressLineTest {
    @Test
    void showsPartitionsRecordsRateAndTimeLeft() {
        String line = ProgressLine.of(RunView.from(JsonMapper.shared().readTree("""
                {"source": "fireflies", "state": "RUNNING", "progress": {"fraction": 0.25, "partitions": {"total": 12, "done": 3}, "recordsPerSecond": 1234.4, "etaSeconds": 65,
                 "records": {"expected": 20000, "stored": 5000}}}""")));

        assertThat(line).isEqualTo("fireflies " + "\u2588".repeat(2) + "\u2591".repeat(6)
                + "  25%  3/12 partitions  5,000/20,000  1,234/s  ETA 1:05");
    }

    @Test
    void fitsATerminalUpToAMillionRecords() {
        String line = ProgressLine.of(RunView.from(JsonMapper.shared().readTree("""
                {"source": "fireflies", "state": "RUNNING", "progress": {"partitions": {"total": 60, "done": 59}, "recordsPerSecond": 9999, "etaSeconds": 599,
                 "records": {"expected": 999999, "stored": 500000}}}""")));

        assertThat(line).hasSizeLessThanOrEqualTo(80);
    }

    @Test
    void showsWhatItWaitsForAndUntilWhen() {
        Instant until = Instant.now().plus(Duration.ofDays(2)).truncatedTo(ChronoUnit.SECONDS);
        String line = ProgressLine.of(RunView.from(JsonMapper.shared().readTree("""
                {"source": "fireflies", "state": "RUNNING", "progress": {"partitions": {"total": 4, "done": 1},
                 "waiting": {"until": "%s", "reason": "fireflies quota"}, "records": {"expected": 400, "stored": 50}}}""".formatted(until))));

        assertThat(line).endsWith("50/400  waiting for fireflies quota until " + ProgressLine.clock(until));
        assertThat(ProgressLine.clock(until)).startsWith(LocalDate.ofInstant(until, ZoneId.systemDefault()).toString());
    }

    @Test
    void showsWhatFailsAgainAndAgain() {
        Instant since = Instant.now().minus(Duration.ofDays(2)).truncatedTo(ChronoUnit.SECONDS);
        String line = ProgressLine.of(RunView.from(JsonMapper.shared().readTree("""
                {"source": "jira", "state": "PLANNING", "progress": {"trouble": {"what": "planning", "error": "Jira answered 500", "since": "%s",
                 "attempts": 7}}}""".formatted(since))));

        assertThat(line).endsWith("  failing since " + ProgressLine.clock(since) + ", 7x: planning: Jira answered 500");
    }
}
