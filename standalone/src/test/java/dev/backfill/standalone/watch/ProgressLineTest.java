package dev.backfill.standalone.watch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class ProgressLineTest {
    @Test
    void showsPartitionsRecordsRateAndTimeLeft() {
        String line = ProgressLine.of(RunView.from(JsonMapper.shared().readTree("""
                {"state": "RUNNING", "progress": {"partitions": {"total": 12, "done": 3}, "recordsPerSecond": 1234.4, "etaSeconds": 65,
                 "records": {"expected": 20000, "stored": 5000}}}""")));

        assertThat(line).isEqualTo("\u2588".repeat(3) + "\u2591".repeat(11)
                + "  25%  3/12 partitions  5,000/20,000 records  1,234/s  ETA 1:05");
    }

    @Test
    void fitsATerminalUpToAMillionRecords() {
        String line = ProgressLine.of(RunView.from(JsonMapper.shared().readTree("""
                {"state": "RUNNING", "progress": {"partitions": {"total": 12, "done": 9}, "recordsPerSecond": 9999, "etaSeconds": 599,
                 "records": {"expected": 999999, "stored": 500000}}}""")));

        assertThat(line).hasSizeLessThanOrEqualTo(80);
    }
}
