package dev.backfill.standalone.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class VerdictReportTest {
    private static final String RUN = """
            {"id": "jira-2026-11-23-k3f9", "state": "%s", "reason": null,
             "startedAt": "2026-11-23T10:00:00Z", "finishedAt": "2026-11-23T10:00:40Z",
             "progress": {"partitions": {"total": 3, "done": 3}, "recordsPerSecond": 500.5, "etaSeconds": null,
                          "records": {"expected": 20000, "fetched": 20000, "stored": 19000, "unchanged": 999, "failed": 1}},
             "verification": {"verdict": "%s", "expected": 20000, "stored": 19999, "failed": 1,
                              "missing": {"count": %d, "ids": ["OPS-1", "OPS-2"]}, "deleted": {"count": 3, "ids": []}}}
            """;

    @Test
    void saysWhatWasStoredInHowLong() {
        VerdictReport report = new VerdictReport(run("COMPLETED", "VERIFIED", 0), List.of(), 0);

        assertThat(report.isGood()).isTrue();
        assertThat(report.verdict()).isEqualTo("verified");
        assertThat(report.lines()).containsExactly(
                "stored       19,999 of 20,000 expected, in 0:40 (500 records/s)", "deleted      3", "dead letters 1");
    }

    @Test
    void namesWhatDiffers() {
        VerdictReport report = new VerdictReport(run("COMPLETED_WITH_FAILURES", "DIFFERENT", 12), List.of(), 0);

        assertThat(report.isGood()).isFalse();
        assertThat(report.verdict()).isEqualTo("different");
        assertThat(report.lines()).contains("missing      12: OPS-1, OPS-2, \u2026");
        assertThat(JsonMapper.shared().readTree(report.json()).at("/missing/count").asInt()).isEqualTo(12);
    }

    @Test
    void aVerifiedRunThatWasHurtTooSeldomIsNotGood() {
        Chaos.Kill during = new Chaos.Kill("worker-1", 10, 0.5, Instant.parse("2026-11-23T10:00:20Z"));

        VerdictReport report = new VerdictReport(run("COMPLETED", "VERIFIED", 0), List.of(during), 2);

        assertThat(report.isGood()).isFalse();
        assertThat(report.lines()).contains(
                "kills        1 of 2 (worker 1); the run ended before the other 1: give it more --issues");
    }

    @Test
    void anEmptyAnswerIsReadAsARunThatKnowsNothing() {
        RunView run = RunView.from(JsonMapper.shared().readTree("{}"));

        assertThat(run.isFinal()).isFalse();
        assertThat(run.fraction()).isZero();
        assertThat(ProgressLine.of(run)).isNotBlank();
    }

    private static RunView run(String state, String verdict, int missing) {
        return RunView.from(JsonMapper.shared().readTree(RUN.formatted(state, verdict, missing)));
    }
}
