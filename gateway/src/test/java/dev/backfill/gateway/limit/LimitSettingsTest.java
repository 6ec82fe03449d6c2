package dev.backfill.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backfill.workflows.source.Sources;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LimitSettingsTest {
    @Test
    void starts_areAsRegistered_withExceptions() {
        assertThat(new LimitSettings(200, 1000, 10, "registered").startsPerHour(Sources.JIRA)).isEqualTo(Sources.JIRA.startsPerHour());
        assertThat(new LimitSettings(200, 1000, 10, " jira = 7 ").startsPerHour(Sources.JIRA)).isEqualTo(7);
    }

    @ParameterizedTest
    @ValueSource(strings = {"jira=0", "jira=-1", "jira", "jira=3,", "jira=3,jira=4", "nosuch=3", "jira=1.5", "jira=9999999999", "5"})
    void wrongStarts_areRefused(String starts) {
        assertThat(new LimitSettings(200, 1000, 10, starts).problems()).singleElement().asString()
                .contains("BACKFILL_LIMITS_STARTS_PER_HOUR", "jira");
    }

    @Test
    void noLimit_canBeSwitchedOff() {
        assertThat(new LimitSettings(1, 1, 1, "jira=1").problems()).isEmpty();
        assertThat(new LimitSettings(0, -1, 0, "registered").problems()).hasSize(3);
        assertThat(new LimitSettings(2_000_000_000, 1, 1, "registered").problems()).singleElement().asString().contains("BACKFILL_LIMITS_HOUR");
    }
}
