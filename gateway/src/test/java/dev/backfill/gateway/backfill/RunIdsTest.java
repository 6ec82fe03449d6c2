package dev.backfill.gateway.backfill;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunIdsTest {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 24);

    private final RunIds ids = new RunIds();

    @Test
    void id_namesSourceAndDay_andHasNoLookAlikes() {
        Set<String> made = IntStream.range(0, 1_000).mapToObj(i -> ids.next("jira", DAY)).collect(Collectors.toSet());

        assertThat(made).allMatch(id -> id.matches("jira-2026-11-24-[a-hjkmnp-z2-9]{4}")).allMatch(RunIds::isWellFormed);
        assertThat(made).hasSizeGreaterThan(990);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", "jira", "jira-2026-11-24", "jira-2026-11-24-k3f", "jira-2026-11-24-k3f9x", "JIRA-2026-11-24-k3f9", "jira-2026-11-24-k3f9'",
        "jira-2026-11-24-k3f9\n", "jira-2026-11-24-k3f9\u0000", "../jira-2026-11-24-k3f9", "jira-2026-11-24-K3F9",
    })
    void anythingElse_isNoId(String id) {
        assertThat(RunIds.isWellFormed(id)).isFalse();
    }
}
