package dev.backfill.workers.source.fireflies;

import static dev.backfill.workflows.failure.FailureType.AUTHENTICATION;
import static dev.backfill.workflows.failure.FailureType.CONFIGURATION;
import static dev.backfill.workflows.failure.FailureType.MALFORMED_ANSWER;
import static dev.backfill.workflows.failure.FailureType.NOT_FOUND;
import static dev.backfill.workflows.failure.FailureType.PERMISSION;
import static dev.backfill.workflows.failure.FailureType.THROTTLED;
import static dev.backfill.workflows.failure.FailureType.UNAVAILABLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.backfill.workers.source.SourceException;
import dev.backfill.workers.source.http.Answer;
import dev.backfill.workflows.failure.FailureType;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What each error comes to, wherever it stands in an answer. */
class FirefliesErrorCodesTest {
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private static final FirefliesAnswers ANSWERS = new FirefliesAnswers(Clock.fixed(NOW, ZoneOffset.UTC));

    private static FirefliesAnswer read(Answer answer) {
        return ANSWERS.read(answer, new FirefliesQuery().line("{ page }"));
    }

    private static Answer answer(int status, String body) {
        return new Answer(status, HttpHeaders.of(Map.of("content-type", List.of("application/json")), (name, value) -> true),
                body.getBytes(StandardCharsets.UTF_8));
    }

    static Stream<Arguments> codes() {
        return Stream.of(
                Arguments.of("auth_failed", 401, AUTHENTICATION, "BACKFILL_FIREFLIES_TOKEN"),
                Arguments.of("account_cancelled", 403, AUTHENTICATION, "renew"),
                Arguments.of("forbidden", 403, PERMISSION, "BACKFILL_FIREFLIES_TOKEN"),
                Arguments.of("not_in_team", 403, PERMISSION, "BACKFILL_FIREFLIES_TOKEN"),
                Arguments.of("require_elevated_privilege", 403, PERMISSION, "administrator"),
                Arguments.of("paid_required", 403, PERMISSION, "plan"),
                Arguments.of("object_not_found", 404, NOT_FOUND, "no such transcript"),
                Arguments.of("invalid_arguments", 400, CONFIGURATION, "not understood"),
                Arguments.of("args_required", 400, CONFIGURATION, "not understood"),
                Arguments.of("GRAPHQL_VALIDATION_FAILED", 0, CONFIGURATION, "not understood"),
                Arguments.of("GRAPHQL_PARSE_FAILED", 0, CONFIGURATION, "not understood"),
                Arguments.of("BAD_USER_INPUT", 0, CONFIGURATION, "not understood"),
                Arguments.of("too_many_requests", 429, THROTTLED, "quota"),
                Arguments.of("request_timeout", 408, UNAVAILABLE, "tried again"),
                Arguments.of("invariant_violation", 500, UNAVAILABLE, "tried again"),
                Arguments.of("require_ai_credits", 402, CONFIGURATION, "never asks"),
                Arguments.of("internal_server_error", 500, UNAVAILABLE, "tried again"),
                Arguments.of("INTERNAL_SERVER_ERROR", 0, UNAVAILABLE, "tried again"),
                Arguments.of("payload_too_small", 400, CONFIGURATION, "never asks"),
                Arguments.of("invalid_language_code", 400, CONFIGURATION, "never asks"),
                Arguments.of("admin_must_exist", 400, CONFIGURATION, "never asks"),
                Arguments.of("unsupported_platform", 400, CONFIGURATION, "never asks"),
                Arguments.of("of_a_later_version", 401, AUTHENTICATION, "of_a_later_version"),
                Arguments.of("of_a_later_version", 403, PERMISSION, "of_a_later_version"),
                Arguments.of("of_a_later_version", 404, NOT_FOUND, "of_a_later_version"),
                Arguments.of("of_a_later_version", 429, THROTTLED, "of_a_later_version"),
                Arguments.of("of_a_later_version", 422, CONFIGURATION, "of_a_later_version"),
                Arguments.of("of_a_later_version", 503, UNAVAILABLE, "of_a_later_version"),
                Arguments.of("", 0, UNAVAILABLE, "an error without a code"));
    }

    @ParameterizedTest
    @MethodSource("codes")
    void code_hasItsMeaning_whateverTheDataBesideIt(String code, int status, FailureType type, String says) {
        String error = "{\"message\":\"their own words\",\"code\":\"%s\",\"extensions\":{\"code\":\"%s\",\"status\":%d}}".formatted(code, code, status);
        for (String data : List.of("", ",\"data\":null", ",\"data\":{}", ",\"data\":{\"page\":[]}")) {
            assertThatThrownBy(() -> read(answer(200, "{\"errors\":[" + error + "]" + data + "}")))
                    .hasMessageContaining(says)
                    .hasMessageContaining("their own words")
                    .isInstanceOfSatisfying(SourceException.class, failure -> assertThat(failure.type()).isEqualTo(type));
        }
    }

    @Test
    void errorOfOneField_isToldBesideTheOthers_butNotOneThatIsAboutAll() {
        FirefliesAnswer answer = read(answer(200, """
                {"data":{"page":[{"id":"a","sentences":null},{"id":"b"}],"list":null},
                 "errors":[{"code":"forbidden","path":["page",0,"sentences"]},{"code":"internal_server_error","path":["list"]}]}"""));

        assertThat(answer.require("page")).hasSize(2);
        assertThat(answer.below("page", "0")).extracting(FirefliesError::type).containsExactly(PERMISSION);
        assertThat(answer.below("page", "1")).isEmpty();
        assertThatThrownBy(() -> answer.require("list")).isInstanceOfSatisfying(SourceException.class, failure -> {
            assertThat(failure.type()).isEqualTo(UNAVAILABLE);
            assertThat(failure.isAboutContent()).isTrue();
        });
        for (String code : List.of("auth_failed", "too_many_requests")) {
            assertThatThrownBy(() -> read(answer(200,
                    "{\"data\":{\"page\":[]},\"errors\":[{\"code\":\"" + code + "\",\"path\":[\"page\",0,\"summary\"]}]}")))
                    .hasMessageContaining(code);
        }
    }

    @Test
    void argumentsThatAreNotUnderstood_areNamed() {
        assertThatThrownBy(() -> read(answer(200, """
                {"errors":[{"code":"invalid_arguments","extensions":{"metadata":{"fields":[{"name":"fromDate"},"limit",{"name":"<b>"}]}}}]}""")))
                .hasMessageContaining("(fromDate, limit)")
                .hasMessageNotContaining("<b>");
    }

    @ParameterizedTest
    @CsvSource({
        "1795521630000, 30",
        "1795521630, 30",
        "\"1795521630000\", 30",
        "\"2026-11-24T12:00:30Z\", 30",
        "45, 45",
        "1795520630000, 0.1",
        "1999999999999, 90000",
        "null, ",
        "\"soon\", ",
        "{}, "
    })
    void wait_isUntilTheInstantThatIsNamed(String retryAfter, Double seconds) {
        SourceException failure = catchThrowableOfType(SourceException.class, () -> read(answer(200,
                "{\"errors\":[{\"code\":\"too_many_requests\",\"extensions\":{\"metadata\":{\"retryAfter\":" + retryAfter + "}}}]}")));

        assertThat(Instant.ofEpochMilli(1795521630000L)).isEqualTo(NOW.plusSeconds(30));
        assertThat(failure.type()).isEqualTo(THROTTLED);
        assertThat(failure.retryAfter().map(Duration::toMillis).orElse(null)).isEqualTo(seconds == null ? null : (Long) Math.round(seconds * 1_000));
    }

    @Test
    void answersWithoutSense_areMalformed() {
        for (String body : List.of("{}", "[]", "null", "{\"data\":null}", "{\"data\":{}}", "{\"data\":[1]}", "{\"data\":", "")) {
            assertThatThrownBy(() -> read(answer(200, body)))
                    .isInstanceOfSatisfying(SourceException.class, failure -> assertThat(failure.type()).isEqualTo(MALFORMED_ANSWER));
        }
    }

    @Test
    void refusedOperation_saysWhatTheCodeInsideSays() {
        assertThatThrownBy(() -> read(answer(400, "{\"errors\":[{\"message\":\"x\",\"extensions\":{\"code\":\"GRAPHQL_VALIDATION_FAILED\"}}]}")))
                .hasMessageContaining("GRAPHQL_VALIDATION_FAILED")
                .isInstanceOfSatisfying(SourceException.class, failure -> assertThat(failure.type()).isEqualTo(CONFIGURATION));
    }
}
