package dev.backfill.gateway.backfill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backfill.gateway.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;

class IdempotencyKeyTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "8e03978e-40d5 | 8e03978e-40d5", "\"8e03978e-40d5\" | 8e03978e-40d5", "\"a b\" | a b", "a b | a b", "\"a\\\"b\\\\c\" | a\"b\\c",
    })
    void bareAndQuotedForms_areRead(String header, String key) {
        assertThat(IdempotencyKey.of(headers(header))).contains(key);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", " ", "\"\"", "\"", "\"a", "a\"", "\"a\"b\"", "\"a\\b\"", "\"a\";p=1",
        "\"a\", \"b\"", "ä", "a\tb", "a\u007f", "\u0000",
    })
    void malformedForms_areRefused(String header) {
        assertThatThrownBy(() -> IdempotencyKey.of(headers(header))).isInstanceOf(ProblemException.class);
    }

    @Test
    void lengthIsBounded_andItIsSentOnce() {
        assertThat(IdempotencyKey.of(headers("k".repeat(255)))).isPresent();
        assertThatThrownBy(() -> IdempotencyKey.of(headers("k".repeat(256)))).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> IdempotencyKey.of(headers("a", "a"))).isInstanceOf(ProblemException.class);
        assertThat(IdempotencyKey.of(new HttpHeaders())).isEmpty();
    }

    private static HttpHeaders headers(String... values) {
        HttpHeaders headers = new HttpHeaders();
        for (String value : values) {
            headers.add(IdempotencyKey.HEADER, value);
        }
        return headers;
    }
}
