package dev.backfill.workers.source.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpHeaders;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RateHeadersTest {
    private static final Clock NOON = Clock.fixed(Instant.parse("2026-03-04T12:00:00Z"), ZoneOffset.UTC);

    private static RateHeaders of(String... headers) {
        Map<String, List<String>> all = new HashMap<>();
        for (int index = 0; index < headers.length; index += 2) {
            all.put(headers[index], List.of(headers[index + 1]));
        }
        return new RateHeaders(new Answer(429, HttpHeaders.of(all, (name, value) -> true), new byte[0]), NOON);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '#', value = {
        "7 # PT7S", " 7  # PT7S", "0 # PT0.1S", "86400 # P1D", "86401 # P1D", "999999999 # P1D",
        "Wed, 04 Mar 2026 12:00:30 GMT # PT30S", "Wed, 04 Mar 2026 11:00:00 GMT # PT0.1S", "Wed, 4 Mar 2026 12:01:00 GMT # PT1M", "Mon, 04 Mar 2030 12:00:00 GMT # P1D"})
    void retryAfter_isSecondsOrADate_withinBounds(String value, Duration expected) {
        assertThat(of("Retry-After", value).retryAfter()).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "-5", "1.5", "99999999999", "2026-03-04T12:00:30Z", "7 seconds"})
    void retryAfter_thatCannotBeRead_isAsIfAbsent(String value) {
        assertThat(of("Retry-After", value).retryAfter()).isEmpty();
    }

    @Test
    void retryAfter_absent() {
        assertThat(of().retryAfter()).isEmpty();
    }

    @Test
    void exhaustedLimit_isWaitedForUntilItsReset() {
        assertThat(of("X-RateLimit-Remaining", "0", "X-RateLimit-Reset", "2026-03-04T12:00:09Z").untilResetIfExhausted()).contains(Duration.ofSeconds(9));
        assertThat(of("X-RateLimit-Remaining", "0", "X-RateLimit-Reset", "2026-03-04T13:00:09+01:00").untilResetIfExhausted()).contains(Duration.ofSeconds(9));
        assertThat(of("X-RateLimit-Remaining", "0", "X-RateLimit-Reset", "2026-03-04T11:00:00Z").untilResetIfExhausted()).contains(Duration.ofMillis(100));
        assertThat(of("X-RateLimit-Remaining", "0", "X-RateLimit-Reset", "2036-03-04T11:00:00Z").untilResetIfExhausted()).contains(Duration.ofDays(1));
    }

    @Test
    void limitThatIsNotExhausted_orUnreadable_isNoReasonToWait() {
        assertThat(of("X-RateLimit-Remaining", "1", "X-RateLimit-Reset", "2026-03-04T12:00:09Z").untilResetIfExhausted()).isEmpty();
        assertThat(of("X-RateLimit-Remaining", "0").untilResetIfExhausted()).isEmpty();
        assertThat(of("X-RateLimit-Remaining", "0", "X-RateLimit-Reset", "soon").untilResetIfExhausted()).isEmpty();
        assertThat(of("X-RateLimit-Remaining", "0", "X-RateLimit-Reset", "2026-03-04T12:00:09").untilResetIfExhausted()).isEmpty();
        assertThat(of("X-RateLimit-Reset", "2026-03-04T12:00:09Z").untilResetIfExhausted()).isEmpty();
    }

    @Test
    void structuredLimit_isWaitedFor_whereNothingIsLeftOfAPolicy() {
        assertThat(of("RateLimit", "\"burst\";r=0;t=7").untilResetIfExhausted()).contains(Duration.ofSeconds(7));
        assertThat(of("RateLimit", "\"burst\";r=0;t=7, \"quota\"; r=0; t=200").untilResetIfExhausted()).contains(Duration.ofSeconds(200));
        assertThat(of("RateLimit", "\"burst\";r=10;t=7, \"quota\";r=0;t=90000").untilResetIfExhausted()).contains(Duration.ofDays(1));
        for (String header : List.of("\"global-app-quota\";t=200", "\"burst\";r=90;t=1", "\"burst\";r=0", "\"burst\";r=0;t=soon", "")) {
            assertThat(of("RateLimit", header).untilResetIfExhausted()).as(header).isEmpty();
        }
    }

    @Test
    void nearLimit_isWhatTheHeaderSays() {
        assertThat(of("X-RateLimit-NearLimit", "true").isNearLimit()).isTrue();
        assertThat(of("X-RateLimit-NearLimit", "TRUE").isNearLimit()).isTrue();
        assertThat(of("X-RateLimit-NearLimit", "false").isNearLimit()).isFalse();
        assertThat(of().isNearLimit()).isFalse();
    }
}
