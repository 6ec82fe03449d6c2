package dev.backfill.standalone.watch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class VerdictReportTest {
    private static final String RUN = """
            {"id": "jira-2026-11-23-k3f9", "state": "%s", "reason": null,
             "startedAt": "2026-11-23T10:00:00Z", "finishedAt": "2026-11-23T10:00:40Z",
             "progress": {"partitions": {"total": 3, "done": 3}, "recordsPerSecond": 500.5, "etaSeconds": null,
                          "records": {"expected": 20000, "fetched": 20000, "stored": 19000, "unchanged": 999, "failed": 1}},
             "verification": {"verdict": "%s", "expected": 20000, "stored": 19999, "failed": 1,
                              "missing": {"count": 40, "ids": []}, "remaining": {"count": %d, "ids": ["OPS-1", "OPS-2"]}, "deleted": {"count": 3, "ids": []}}}
            """;

    @Test
    void saysWhatWasStoredInHowLong() {
        VerdictReport report = new VerdictReport(run("COMPLETED", "VERIFIED", 0));

        assertThat(report.run().isVerified()).isTrue();
        assertThat(report.verdict()).isEqualTo("verified");
        assertThat(report.lines()).containsExactly(
                "stored       19,999 of 20,000 expected, in 0:40 (500 records/s)", "deleted      3", "dead letters 1");
    }

    @Test
    void namesWhatDiffers() {
        VerdictReport report = new VerdictReport(run("COMPLETED_WITH_FAILURES", "NOT_VERIFIED", 12));

        assertThat(report.run().isVerified()).isFalse();
        assertThat(report.verdict()).isEqualTo("not verified");
        assertThat(report.lines()).contains("remaining    12: OPS-1, OPS-2, \u2026");
        assertThat(report.json().at("/remaining/count").asInt()).isEqualTo(12);
    }

    @Test
    void warningsAreShown() {
        RunView run = RunView.from(JsonMapper.shared().readTree("{\"state\": \"COMPLETED\", \"warnings\": [\"without keys\"]}"));

        assertThat(new VerdictReport(run).lines()).contains("warning      without keys");
    }

    @Test
    void anEmptyAnswerIsReadAsARunThatKnowsNothing() {
        RunView run = RunView.from(JsonMapper.shared().readTree("{}"));

        assertThat(run.isFinal()).isFalse();
        assertThat(run.fraction()).isZero();
        assertThat(ProgressLine.of(run)).isNotBlank();
    }

    private static RunView run(String state, String verdict, int remaining) {
        return RunView.from(JsonMapper.shared().readTree(RUN.formatted(state, verdict, remaining)));
    }
}
