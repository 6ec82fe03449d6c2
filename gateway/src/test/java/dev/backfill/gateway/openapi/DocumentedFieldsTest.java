package dev.backfill.gateway.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backfill.gateway.HttpCalls;
import dev.backfill.gateway.HttpCalls.Answer;
import dev.backfill.gateway.RunningGateway;
import dev.backfill.gateway.SharedGateway;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** What a route reads is what is documented: it is asked for an unknown name, and its refusal lists those that it knows. */
@ExtendWith(SharedGateway.class)
class DocumentedFieldsTest {
    private static final String UNKNOWN = "nonsense";
    private static final String NO_SUCH_RUN = "jira-2020-01-01-aaaa";

    @TestFactory
    List<DynamicTest> documentedFields_areThoseThatAreRead(RunningGateway gateway) {
        HttpCalls calls = gateway.calls();
        List<DocumentedOperation> operations = DocumentedOperation.all(calls.get("/openapi").body());
        return operations.stream().map(operation -> DynamicTest.dynamicTest(operation.id(), () -> check(operation, calls))).toList();
    }

    private static void check(DocumentedOperation operation, HttpCalls calls) {
        String method = operation.method().toUpperCase(Locale.ROOT);
        String path = operation.path().replace("{source}", "jira").replaceAll("\\{[^}]+}", NO_SUCH_RUN);
        Answer asked = calls.send(method, path + "?" + UNKNOWN + "=1", BodyPublishers.noBody());
        assertThat(allowed(asked, "parameter", UNKNOWN)).as("%s", asked.body()).isEqualTo(operation.parameters("query"));
        if (operation.members().isEmpty()) {
            return;
        }
        BodyPublisher body = BodyPublishers.ofString("{\"" + UNKNOWN + "\": 1}");
        Answer sent = calls.with("Content-Type", "application/json").send(method, path, body);
        assertThat(allowed(sent, "pointer", "/" + UNKNOWN)).as("%s", sent.body()).isEqualTo(operation.members());
    }

    /** The names that the refusal of the unknown one lists; none if the route reads nothing and so refuses nothing. */
    private static List<String> allowed(Answer answer, String place, String name) {
        if (answer.status() < 300 || isReadiness(answer)) {
            return List.of();
        }
        assertThat(answer.problem()).isEqualTo("invalid-parameters");
        for (JsonNode violation : answer.body().path("violations")) {
            if (violation.path(place).asString("").equals(name)) {
                return violation.path("allowed").valueStream().map(JsonNode::asString).toList();
            }
        }
        throw new AssertionError("no violation is about " + name);
    }

    /** On a busy machine the checks of readiness may take too long; that is what it answers then, and no refusal. */
    private static boolean isReadiness(Answer answer) {
        return answer.status() == 503 && answer.problem().equals("none") && answer.body().path("status").asString("").equals("DOWN");
    }
}
