package dev.backfill.workers.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class JsonMembersTest {
    private static JsonNode json(String value) {
        return RecordJson.MAPPER.readTree("{\"v\":" + value + "}");
    }

    @ParameterizedTest
    @CsvSource(nullValues = "null", value = {
        "'\"2024-01-02T03:04:05.678+08:00\"', 2024-01-01T19:04:05.678Z", "'\"2024-01-02T03:04:05Z\"', 2024-01-02T03:04:05Z",
        "'\"0001-01-01T00:00:00Z\"', 0001-01-01T00:00:00Z", "'\"0000-12-31T23:59:59Z\"', null", "'\"+10000-01-01T00:00:00Z\"', null",
        "'\"2023-02-29T00:00:00Z\"', null", "'\"2024-01-02T03:04:05\"', null", "'\"tomorrow\"', null", "17, null", "null, null"})
    void time_hasAnOffset_andIsOfTheYears1To9999(String value, Instant expected) {
        assertThat(JsonMembers.time(json(value == null ? "null" : value), "v")).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(nullValues = "null", value = {
        "'\"2024-02-29\"', 2024-02-29", "'\"0001-01-01\"', 0001-01-01", "'\"9999-12-31\"', 9999-12-31", "'\"2023-02-29\"', null",
        "'\"0000-01-01\"', null", "'\"+10000-01-01\"', null", "'\"tomorrow\"', null", "17, null", "null, null", "'{}', null"})
    void date_isOfTheYears1To9999(String value, LocalDate expected) {
        assertThat(JsonMembers.date(json(value == null ? "null" : value), "v")).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(nullValues = "null", value = {
        "'\"text\"', text", "'\"\"', ''", "17, 17", "1.50, 1.50", "true, null", "null, null", "'[\"x\"]', null", "'{\"a\":1}', null"})
    void text_isAStringOrANumber(String value, String expected) {
        assertThat(JsonMembers.text(json(value == null ? "null" : value), "v")).isEqualTo(expected);
        assertThat(JsonMembers.text(json("1"), "absent")).isNull();
        assertThat(JsonMembers.text(json("1"), "v", "deeper")).isNull();
    }

    @ParameterizedTest
    @CsvSource(nullValues = "null", value = {
        "0, 0", "-5, -5", "9223372036854775807, 9223372036854775807", "9223372036854775808, null", "1e5, null", "1.5, null", "'\"7\"', null", "null, null"})
    void number_isAWholeOneThatFits(String value, Long expected) {
        assertThat(JsonMembers.number(json(value == null ? "null" : value), "v")).isEqualTo(expected);
    }

    @Test
    void flag_isABoolean() {
        assertThat(JsonMembers.flag(json("true"), "v")).isTrue();
        assertThat(JsonMembers.flag(json("false"), "v")).isFalse();
        assertThat(JsonMembers.flag(json("\"true\""), "v")).isNull();
        assertThat(JsonMembers.flag(json("null"), "v")).isNull();
    }
}
