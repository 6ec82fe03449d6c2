package dev.backfill.workers.source.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.backfill.workers.source.SourceException;
import dev.backfill.workflows.failure.FailureType;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonContentTest {
    private static Answer answer(int status, String type, String body) {
        HttpHeaders headers = HttpHeaders.of(Map.of("content-type", List.of(type)), (name, value) -> true);
        return new Answer(status, headers, body.getBytes(StandardCharsets.UTF_8));
    }

    private static Answer json(int status, String body) {
        return answer(status, "application/json;charset=UTF-8", body);
    }

    @Test
    void object_isGiven() {
        assertThat(JsonContent.of(json(200, "{\"a\":1}"), "Vendor").path("a").asInt()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\":", "[1]", "\"a\"", "", "<html>"})
    void whatIsNoObject_isMalformed_andMayBeAboutARecord(String body) {
        assertThatExceptionOfType(SourceException.class).isThrownBy(() -> JsonContent.of(json(200, body), "Vendor"))
                .satisfies(failure -> {
                    assertThat(failure.type()).isEqualTo(FailureType.MALFORMED_ANSWER);
                    assertThat(failure.isAboutContent()).isTrue();
                })
                .withMessageStartingWith("Vendor answered 200");
    }

    @Test
    void error_isWhatTheVendorSays_orNothing() {
        assertThat(JsonContent.ofError(json(404, "{\"message\":\"no\"}")).path("message").asString()).isEqualTo("no");
        assertThat(JsonContent.ofError(answer(403, "text/html", "<html>")).isMissingNode()).isTrue();
        assertThat(JsonContent.ofError(json(404, "{\"mess")).isMissingNode()).isTrue();
    }

    @Test
    void halfARefusal_saysNothingOfTheRequest() {
        assertThatExceptionOfType(SourceException.class).isThrownBy(() -> JsonContent.ofRefusal(json(400, "{\"mess"), "Vendor"))
                .satisfies(failure -> {
                    assertThat(failure.type()).isEqualTo(FailureType.MALFORMED_ANSWER);
                    assertThat(failure.isAboutContent()).isFalse();
                })
                .withMessage("Vendor answered 400 with JSON that cannot be read");
        assertThat(JsonContent.ofRefusal(json(400, "{\"message\":\"no\"}"), "Vendor").path("message").asString()).isEqualTo("no");
        assertThat(JsonContent.ofRefusal(answer(400, "text/html", "<html>"), "Vendor").isMissingNode()).isTrue();
    }

    @Test
    void quotation_isOneShortLine() {
        assertThat(JsonContent.quoted("a\nb" + "x".repeat(1_000))).startsWith("a b").hasSize(300);
    }
}
