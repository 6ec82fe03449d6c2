package dev.backfill.workers.source.jira;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.backfill.workers.source.SourceException;
import dev.backfill.workers.source.http.Answer;
import dev.backfill.workflows.failure.FailureType;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JiraAnswersTest {
    private static Answer answer(int status, String type, String body, String... headers) {
        Map<String, List<String>> all = new HashMap<>(Map.of("Content-Type", List.of(type)));
        for (int index = 0; index < headers.length; index += 2) {
            all.put(headers[index], List.of(headers[index + 1]));
        }
        return new Answer(status, HttpHeaders.of(all, (name, value) -> true), body.getBytes(StandardCharsets.UTF_8));
    }

    private static Answer json(int status, String body) {
        return answer(status, "application/json;charset=UTF-8", body);
    }

    private static String error(String message) {
        return "{\"errorMessages\":[\"" + message + "\"],\"errors\":{}}";
    }

    private static SourceException failure(Answer answer) {
        SourceException failure = catchThrowableOfType(SourceException.class, () -> JiraAnswers.read(answer));
        assertThat(failure).as("status %s", answer.status()).isNotNull();
        return failure;
    }

    @Test
    void goodAnswer_isItsJson() {
        assertThat(JiraAnswers.read(json(200, "{\"a\":1}")).get("a").intValue()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '#', value = {
        "400 # The value 'X' does not exist for the field 'project'. # CONFIGURATION",
        "400 # Der Wert 'X' existiert nicht. # CONFIGURATION",
        "400 # The provided next page token is invalid or has expired. # CONFIGURATION",
        "413 # x # ANSWER_TOO_LARGE",
        "401 # Client must be authenticated # AUTHENTICATION",
        "403 # You may not # PERMISSION",
        "404 # No project could be found # NOT_FOUND",
        "410 # The requested API has been removed # CONFIGURATION",
        "405 # Method not allowed # CONFIGURATION",
        "302 # x # CONFIGURATION",
        "204 # x # CONFIGURATION",
        "500 # Internal server error # UNAVAILABLE",
        "503 # x # UNAVAILABLE",
        "599 # x # UNAVAILABLE"})
    void status_hasItsMeaning(int status, String message, FailureType type) {
        assertThat(failure(json(status, error(message))).type()).isEqualTo(type);
    }

    @Test
    void finalFailures_sayWhatToMend() {
        assertThat(failure(json(401, ""))).hasMessageContaining("BACKFILL_JIRA_USER").hasMessageContaining("BACKFILL_JIRA_TOKEN");
        assertThat(failure(json(403, error("no")))).hasMessageContaining("browse").hasMessageContaining("no");
        assertThat(failure(json(302, ""))).hasMessageContaining("BACKFILL_JIRA_URL");
        assertThat(failure(json(410, error("migrate to /search/jql")))).hasMessageContaining("migrate to /search/jql");
    }

    @ParameterizedTest
    @ValueSource(strings = {"AUTHENTICATED_FAILED", "AUTHENTICATION_DENIED", "AUTHENTICATED_FAILED, OUT"})
    void emptyAnswerToWrongCredentials_isNoAnswer(String reason) {
        assertThat(failure(answer(200, "application/json", "{\"issues\":[]}", "X-Seraph-LoginReason", reason)).type()).isEqualTo(FailureType.AUTHENTICATION);
        assertThat(failure(answer(404, "application/json", "{}", "X-Seraph-LoginReason", reason)).type()).isEqualTo(FailureType.AUTHENTICATION);
    }

    @Test
    void goodLogin_isNotTakenForABadOne() {
        assertThat(JiraAnswers.read(answer(200, "application/json", "{}", "X-Seraph-LoginReason", "OK")).isObject()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{\"a\":", "[]", "1", "null", "<html>", "{\"a\":1} trailing {"})
    void whatIsNoJsonObject_isMalformed_andMayBeARecordsFault(String body) {
        SourceException failure = failure(json(200, body));

        assertThat(failure.type()).isEqualTo(FailureType.MALFORMED_ANSWER);
        assertThat(failure.isAboutContent()).isTrue();
    }

    @Test
    void html_isMalformed_orWeather() {
        assertThat(failure(answer(200, "text/html", "{\"a\":1}")).type()).isEqualTo(FailureType.MALFORMED_ANSWER);
        assertThat(failure(answer(403, "text/html", "<h1>blocked</h1>")).type()).isEqualTo(FailureType.UNAVAILABLE);
        assertThat(failure(answer(502, "text/html", "<h1>bad gateway</h1>")).type()).isEqualTo(FailureType.UNAVAILABLE);
    }

    @Test
    void serverError_mayBeARecordsFault_butAFinalFailureIsNot() {
        assertThat(failure(json(500, error("x"))).isAboutContent()).isTrue();
        assertThat(failure(json(413, error("x"))).isAboutContent()).isTrue();
        assertThat(failure(json(404, error("x"))).isAboutContent()).isFalse();
        assertThat(failure(json(401, error("x"))).isAboutContent()).isFalse();
    }

    @Test
    void vendorsMessage_isShort_andOnOneLine_andABrokenOneIsNoFault() {
        assertThat(failure(json(404, error("a\\nb" + "x".repeat(5_000)))).getMessage()).hasSizeLessThan(400).doesNotContain("\n").contains("a b");
        assertThat(failure(json(404, "{\"errorMessages\":")).getMessage()).contains("no message");
        assertThat(failure(json(404, "{\"errorMessages\":[null,{\"a\":1},\"real\"]}")).getMessage()).contains("real");
        assertThat(failure(json(404, "{\"errorMessages\":\"text\"}")).type()).isEqualTo(FailureType.NOT_FOUND);
    }

    /** What a 400 is about, only its words say, which come in the account's language. */
    @Test
    void badRequest_isARefusal_ofThisRequest_whateverItSays() {
        for (String message : List.of("The page token has expired", "Ungültig", "")) {
            assertThat(JiraAnswers.isBadRequest(failure(json(400, error(message))))).isTrue();
            assertThat(JiraAnswers.isRefusal(failure(json(400, error(message))))).isTrue();
        }
        assertThat(JiraAnswers.isBadRequest(failure(json(410, error("gone"))))).isFalse();
        assertThat(JiraAnswers.isBadRequest(failure(json(302, "")))).isFalse();
        assertThat(JiraAnswers.maySucceedInPart(failure(json(400, error("x"))))).isFalse();
        assertThat(JiraAnswers.maySucceedInPart(failure(json(504, error("x"))))).isTrue();
    }

    @Test
    void vendorsWords_areThoseOfBothMembers() {
        assertThat(failure(json(400, "{\"errorMessages\":[],\"errors\":{\"jql\":\"not so\"}}"))).hasMessageContaining("not so");
        assertThat(failure(json(503, error("busy")))).hasMessageContaining("busy");
    }

    @Test
    void answerThatCannotBeRead_isNotQuoted() {
        assertThat(failure(json(200, "{\"secret\": broken")).getMessage()).doesNotContain("secret");
    }
}
