package dev.backfill.standalone.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backfill.standalone.SystemOptions;
import dev.backfill.standalone.part.JiraSite;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Thousands of requests made of the OpenAPI document, right and wrong ones: every answer is one that the document tells of. */
class SchemathesisIT {
    /** So few, and of one project, that hundreds of started backfills are no load. */
    private static final JiraSite FEW_ISSUES = new JiraSite.Simulated(20, 1, 7, null, List.of());

    @TempDir
    private static Path home;

    /** Enough for callers who are refused most things: what is accepted is tried as an administrator. */
    private static final List<String> BRIEFLY = List.of("--phases", "examples,fuzzing", "--max-examples", "3");

    private static SystemUnderTest system;
    private static Schemathesis schemathesis;
    private static String finished;

    @BeforeAll
    static void start() {
        SystemOptions options = SystemOptions.in(home).withWorkers(1).withJira(FEW_ISSUES);
        schemathesis = new Schemathesis(options.tools());
        system = new SystemUnderTest(options);
        finished = system.start();
        system.assertVerified(system.awaitEnd(finished));
    }

    @AfterAll
    static void stop() {
        if (system != null) {
            system.close();
        }
    }

    @Test
    void admin_getsWhatIsDocumented() {
        String output = check("admin", Map.of("X-Admin-Key", system.parts().adminKey()), List.of());
        assertThat(output).as("the key was accepted").doesNotContain("Authentication failed");
    }

    @Test
    void user_getsWhatIsDocumented() {
        HttpResponse<String> issued = system.gateway("POST", "/api/v1/api-keys", "{\"name\":\"schemathesis\",\"role\":\"USER\"}");
        String key = SystemUnderTest.JSON.readTree(issued.body()).path("key").asString();

        String output = check("user", Map.of("X-Admin-Key", key), BRIEFLY);

        assertThat(output).as("what needs ADMIN was refused").contains("Authentication failed").contains("403").doesNotContain(key);
    }

    @Test
    void callerWithoutCredential_getsWhatIsDocumented() {
        String output = check("nobody", Map.of(), BRIEFLY);
        assertThat(output).contains("Authentication failed");
    }

    private static String check(String caller, Map<String, String> headers, List<String> options) {
        Schemathesis.Report report = schemathesis.run(
                caller, system.parts().gatewayUri().resolve("/openapi"), headers, Map.of("FINISHED_RUN", finished), options);

        assertThat(report.output()).as("requests were sent").contains("generated").doesNotContain(system.parts().adminKey());
        assertThat(report.exitCode()).as(report.output()).isZero();
        return report.output();
    }
}
