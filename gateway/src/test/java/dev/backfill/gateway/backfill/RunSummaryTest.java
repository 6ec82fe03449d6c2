package dev.backfill.gateway.backfill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backfill.workflows.run.RunMode;
import dev.backfill.workflows.source.DateRange;
import dev.backfill.workflows.source.Sources;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RunSummaryTest {
    private static final DateRange RANGE = new Period.LastDays(2555).range(LocalDate.of(2026, 11, 24));

    @Test
    void summary_readsWell() {
        assertThat(RunSummary.of(Sources.JIRA, RANGE, RunMode.FULL, parameters(List.of("ABC", "DEF"), false)))
                .isEqualTo("Jira, 2019-11-26 to 2026-11-25, projects ABC, DEF");
        assertThat(RunSummary.of(Sources.JIRA, RANGE, RunMode.FULL, parameters(List.of(), true)))
                .isEqualTo("Jira, 2019-11-26 to 2026-11-25, active only");
    }

    @Test
    void incrementalRun_saysSo() {
        assertThat(RunSummary.of(Sources.JIRA, RANGE, RunMode.INCREMENTAL, parameters(List.of("ABC"), false)))
                .isEqualTo("Jira, 2019-11-26 to 2026-11-25, incremental, projects ABC");
    }

    @Test
    void manyProjects_areCounted() {
        List<String> projects = IntStream.range(0, 500).mapToObj(number -> "P" + number).toList();
        assertThat(RunSummary.of(Sources.JIRA, RANGE, RunMode.FULL, parameters(projects, false))).endsWith("P9 and 490 more").hasSizeLessThan(200);
    }

    private static Map<String, Object> parameters(List<String> projects, boolean activeOnly) {
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put("projects", projects);
        parameters.put("activeOnly", activeOnly);
        return parameters;
    }
}
