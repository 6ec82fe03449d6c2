package dev.backfill.standalone.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class OverallReportTest {
    private static final Chaos.Kill DURING = new Chaos.Kill("worker-1", 10, 0.5, Instant.parse("2026-11-23T10:00:20Z"));

    private static VerdictReport report(String source, String state, String verdict) {
        return new VerdictReport(RunView.from(JsonMapper.shared().readTree("""
                {"id": "%1$s-2026-11-23-k3f9", "source": "%1$s", "state": "%2$s", "verification": {"verdict": "%3$s", "expected": 2, "stored": 2}}"""
                .formatted(source, state, verdict))));
    }

    @Test
    void isGoodIfEveryRunIsVerified() {
        OverallReport report = new OverallReport(
                List.of(report("jira", "COMPLETED", "VERIFIED"), report("tempo", "COMPLETED", "VERIFIED")), List.of(), 0);

        assertThat(report.isGood()).isTrue();
        assertThat(report.verdict()).isEqualTo("2 of 2 verified");
    }

    @Test
    void namesEachRunThatIsNotVerified() {
        OverallReport report = new OverallReport(
                List.of(report("jira", "COMPLETED", "VERIFIED"), report("tempo", "COMPLETED_WITH_FAILURES", "NOT_VERIFIED")), List.of(), 0);
        JsonNode json = JsonMapper.shared().readTree(report.json());

        assertThat(report.isGood()).isFalse();
        assertThat(report.verdict()).isEqualTo("1 of 2 verified; tempo not verified");
        assertThat(json.path("ok").asBoolean()).isFalse();
        assertThat(json.at("/runs/0/ok").asBoolean()).isTrue();
        assertThat(json.at("/runs/1/source").asString()).isEqualTo("tempo");
        assertThat(json.at("/runs/1/ok").asBoolean()).isFalse();
    }

    @Test
    void verifiedRunsThatWereHurtTooSeldomAreNotGood() {
        OverallReport report = new OverallReport(List.of(report("jira", "COMPLETED", "VERIFIED")), List.of(DURING), 2);

        assertThat(report.isGood()).isFalse();
        assertThat(report.verdict()).isEqualTo(
                "1 of 1 verified; 1 of 2 kills (worker 1); the runs ended before the other 1: give them more --issues");
    }
}
