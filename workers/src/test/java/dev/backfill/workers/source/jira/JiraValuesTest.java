package dev.backfill.workers.source.jira;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backfill.workers.source.RecordJson;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class JiraValuesTest {
    private static final DateTimeFormatter USUAL = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSxx");

    private static JsonNode json(String value) {
        return RecordJson.MAPPER.readTree("{\"v\":" + value + "}");
    }

    private static Instant time(String text) {
        return JiraValues.time(json('"' + text + '"'), "v");
    }

    @ParameterizedTest
    @CsvSource({
        "2024-01-02T03:04:05.000+0800, 2024-01-01T19:04:05Z",
        "2024-01-02T03:04:05.678-0330, 2024-01-02T06:34:05.678Z",
        "2024-01-02T03:04:05.000+0000, 2024-01-02T03:04:05Z",
        "2024-01-02T03:04:05Z, 2024-01-02T03:04:05Z",
        "2024-01-02T03:04:05.123456+08:00, 2024-01-01T19:04:05.123456Z",
        "2024-02-29T23:59:59.999+0000, 2024-02-29T23:59:59.999Z",
        "0001-01-01T00:00:00.000+0000, 0001-01-01T00:00:00Z",
        "9999-12-31T23:59:59.999+0000, 9999-12-31T23:59:59.999Z",
        "1969-12-31T23:59:59.999+0000, 1969-12-31T23:59:59.999Z"})
    void time_isReadWithItsOffset(String text, Instant expected) {
        assertThat(time(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", "tomorrow, perhaps", "2024-01-02", "2024-01-02T03:04:05.000", "2023-02-29T00:00:00.000+0000", "2024-13-01T00:00:00.000+0000",
        "2024-01-32T00:00:00.000+0000", "2024-01-02T24:00:00.000+0000", "2024-01-02T03:60:05.000+0000", "2024-01-02T03:04:60.000+0000",
        "2024-01-02T03:04:05.000+1960", "2024-01-02T03:04:05.000+9900", "0001-01-01T00:00:00.000+0800", "9999-12-31T23:59:59.999-0100",
        "-0001-01-01T00:00:00.000+0000", "+12024-01-02T03:04:05.000+0000", "0000-01-01T00:00:00.000+0000", "२०२४-01-02T03:04:05.000+0000"})
    void whatIsNoTimeOfTheYears1To9999_isNull(String text) {
        assertThat(time(text)).isNull();
    }

    /** The measure is java.time. */
    @Test
    void usualTimes_areReadAsAFormatterReadsThem() {
        Random random = new Random(11);
        for (int round = 0; round < 5_000; round++) {
            OffsetDateTime expected = OffsetDateTime.of(
                    LocalDate.of(1 + random.nextInt(9_998), 1, 1).plusDays(random.nextInt(365)).atTime(random.nextInt(24), random.nextInt(60), random.nextInt(60), random.nextInt(1_000) * 1_000_000),
                    ZoneOffset.ofHoursMinutes(random.nextInt(14), random.nextInt(60)));
            if (random.nextBoolean()) {
                expected = OffsetDateTime.of(expected.toLocalDateTime(), ZoneOffset.ofTotalSeconds(-expected.getOffset().getTotalSeconds()));
            }
            assertThat(time(USUAL.format(expected))).as(USUAL.format(expected)).isEqualTo(expected.getYear() == 1 && expected.toInstant().isBefore(Instant.parse("0001-01-01T00:00:00Z")) ? null : expected.toInstant());
        }
    }

    @Test
    void texts_areStringsOrNames() {
        assertThat(JiraValues.texts(json("[\"a\", {\"name\":\"b\",\"id\":\"1\"}, {\"id\":\"2\"}, null, 3, [\"x\"]]"), "v")).containsExactly("a", "b", "3");
        assertThat(JiraValues.texts(json("[]"), "v")).isEmpty();
        assertThat(JiraValues.texts(json("\"a\""), "v")).isNull();
        assertThat(JiraValues.texts(json("null"), "v")).isNull();
    }
}
