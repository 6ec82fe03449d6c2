package dev.backfill.gateway.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backfill.gateway.HttpCalls;
import dev.backfill.gateway.RunningGateway;
import dev.backfill.gateway.SharedGateway;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/** The role that an operation is documented to need is the one that it needs: it is called without a credential, and as a user. */
@ExtendWith(SharedGateway.class)
class DocumentedRolesTest {
    @TestFactory
    List<DynamicTest> documentedRole_isTheOneThatIsNeeded(RunningGateway gateway) {
        HttpCalls stranger = new HttpCalls(gateway.port());
        String key = gateway.calls()
                .post("/api/v1/api-keys", "{\"name\": \"reader\", \"role\": \"USER\"}")
                .body().path("key").asString();
        HttpCalls user = stranger.with("X-Admin-Key", key);
        return DocumentedOperation.all(stranger.get("/openapi").body()).stream()
                .map(operation -> DynamicTest.dynamicTest(operation.id(), () -> check(operation, stranger, user)))
                .toList();
    }

    private static void check(DocumentedOperation operation, HttpCalls stranger, HttpCalls user) {
        String role = operation.node().path("security").path(0).path("adminKey").path(0).asString("");
        assertThat(operation.node().path("description").asString())
                .contains(role.isEmpty() ? "Needs no credential." : "Needs the role " + role);
        int withoutCredential = statusOf(operation, stranger);
        if (role.isEmpty()) {
            assertThat(withoutCredential).isNotEqualTo(401);
            return;
        }
        assertThat(withoutCredential).isEqualTo(401);
        int asUser = statusOf(operation, user);
        if (role.equals("ADMIN")) {
            assertThat(asUser).isEqualTo(403);
        } else {
            assertThat(asUser).isNotIn(401, 403);
        }
    }

    /** An unknown name keeps what is let in from doing anything. */
    private static int statusOf(DocumentedOperation operation, HttpCalls calls) {
        String path = operation.path().replaceAll("\\{[^}]+}", "jira-2020-01-01-aaaa");
        return calls.send(operation.method().toUpperCase(Locale.ROOT), path + "?nonsense=1", BodyPublishers.noBody()).status();
    }
}
