package dev.backfill.standalone.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backfill.standalone.hostile.HostileRequest.Port;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** What holds for every answer, whatever was sent. */
public final class AnswerRules {
    private static final String CONTENT_POLICY = "default-src 'none'; frame-ancestors 'none'";
    /** Names of classes and packages, statements, and what a stack trace is made of. */
    private static final List<String> INNER = List.of(
            "Exception", "java.", "springframework", "reactor.", "netty", "jackson", "nimbus", "io.temporal", "org.postgresql", "dev.backfill",
            "\tat ", "select ", "insert into", "update ", "SQLSTATE", "jdbc:", "127.0.0.1", "localhost", TraceAttacks.TOLD_BY_POSTGRESQL);

    private AnswerRules() {}

    public static void check(HostileRequest row, List<Answer> answers, Given given) {
        for (Answer answer : answers) {
            checkSecrets(answer, given);
            if (row.port() == Port.PUBLIC && answer.status() != 0) {
                checkHeaders(answer);
                if (answer.status() >= 400) {
                    checkProblem(answer);
                }
            }
        }
        checkExpected(row.expected(), answers.getLast());
        if (row.expected().starts() > 0) {
            // However often it was sent.
            assertThat(answers).extracting(answer -> answer.json().path("id").asString()).containsOnly(answers.getFirst().json().path("id").asString());
        }
    }

    private static void checkSecrets(Answer answer, Given given) {
        assertThat(given.secrets()).as("secrets in the answer").noneMatch(answer.whole()::contains);
    }

    private static void checkHeaders(Answer answer) {
        assertThat(answer.all("X-Content-Type-Options")).containsExactly("nosniff");
        assertThat(answer.all("Referrer-Policy")).containsExactly("no-referrer");
        assertThat(answer.all("Content-Security-Policy")).containsExactly(CONTENT_POLICY);
        assertThat(answer.header("Cache-Control")).isIn("no-store", "no-cache, private");
        assertThat(answer.header("X-Request-ID")).matches("[A-Za-z0-9._-]{1,128}");
        assertThat(answer.all("Server")).isEmpty();
        assertThat(answer.all("X-Powered-By")).isEmpty();
        assertThat(answer.all("Set-Cookie")).isEmpty();
    }

    private static void checkProblem(Answer answer) {
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        JsonNode problem = answer.json();
        assertThat(problem.propertyNames()).contains("type", "title", "status", "detail", "instance", "requestId");
        assertThat(problem.path("status").asInt()).isEqualTo(answer.status());
        assertThat(problem.path("requestId").asString()).isEqualTo(answer.header("X-Request-ID"));
        assertThat(answer.all("WWW-Authenticate")).hasSize(answer.status() == 401 ? 2 : 0);
        assertThat(answer.all("Allow")).hasSize(answer.status() == 405 ? 1 : 0);
        assertThat(answer.all("Retry-After")).hasSize(answer.status() == 429 || answer.status() == 503 ? 1 : 0);
        // What was asked for is repeated in these two, and says nothing of us.
        String ours = answer.body().replace(problem.path("instance").toString(), "").replaceAll("\"(pointer|parameter)\":\"[^\"]*\"", "");
        assertThat(INNER).as("what is inside, in %s", ours).noneMatch(ours::contains);
    }

    private static void checkExpected(Expected expected, Answer answer) {
        assertThat(answer.status()).as(answer.whole()).isIn(expected.statuses());
        if (answer.status() == 0) {
            return;
        }
        String type = answer.status() < 400 || answer.body().isEmpty() ? Expected.NONE : answer.json().path("type").asString();
        assertThat(type.replace("/problems/", "")).as(answer.whole()).isEqualTo(expected.problem());
        if (!expected.places().isEmpty()) {
            assertThat(places(answer)).as(answer.body()).isEqualTo(expected.places());
        }
        expected.headers().forEach((name, pattern) -> assertThat(answer.header(name)).as(name).matches(pattern));
    }

    private static List<String> places(Answer answer) {
        List<String> places = new ArrayList<>();
        for (JsonNode violation : answer.json().path("violations")) {
            places.add(violation.path("pointer").asString(violation.path("parameter").asString("")));
        }
        return places;
    }
}
