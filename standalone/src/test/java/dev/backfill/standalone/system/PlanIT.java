package dev.backfill.standalone.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** From a dry run to a finished run of its plan, and to a source that is no longer as planned. */
@ExtendWith(SharedSystem.class)
class PlanIT {
    private static final String STARTS = "/api/v1/backfills/jira";

    @Test
    void plan_isWhatTheRunDoes_untilTheSourceDrifts(SystemUnderTest system) {
        JsonNode plan = dryRun(system, "{\"projects\":[\"CORE\"],\"parallelism\":8,\"requestsPerSecond\":500}");
        assertThat(plan.path("state").asString()).as("%s", plan).isEqualTo("READY");
        assertThat(system.count("jira.issue") + system.count("jira.project") + system.count("backfill_run")).isZero();

        JsonNode totals = plan.path("totals");
        long issues = issuesOfCore(system);
        assertThat(totals.path("records").asLong()).isEqualTo(issues);
        system.simulator("DELETE", "/admin/jira/requests", null);
        String planId = plan.path("id").asString();
        JsonNode run = system.awaitEnd(system.start("{\"planId\":\"" + planId + "\"}"));

        system.assertVerified(run);
        JsonNode prediction = run.path("prediction");
        assertThat(prediction.path("planId").asString()).isEqualTo(planId);
        assertThat(prediction.path("records").toString()).isEqualTo("{\"predicted\":%d,\"actual\":%d}".formatted(issues, issues));
        long sent = SystemUnderTest.JSON.readTree(system.simulator("GET", "/admin/jira/requests", null).body()).path("total").asLong();
        // The check whether the plan holds belongs to no run: who asks, two lists or one, and the count.
        assertThat(prediction.path("requests").path("actual").asLong()).isBetween(sent - 8, sent - 3);
        assertThat(prediction.path("requests").path("predicted").asLong()).isEqualTo(totals.path("requests").asLong());
        assertThat(prediction.path("seconds").path("actual").asLong()).isPositive();
        assertThat(prediction.path("seconds").path("predicted")).isEqualTo(totals.path("seconds"));

        String everything = dryRun(system, "{}").path("id").asString();
        system.simulator("POST", "/admin/jira/projects/CORE/hide", "{}");
        try {
            assertDrifted(system, system.gateway("POST", STARTS, "{\"planId\":\"" + everything + "\"}"));
        } finally {
            system.simulator("POST", "/admin/jira/projects/CORE/show", "{}");
        }
    }

    @Test
    void testQuery_findsWhatTheBackfillWould(SystemUnderTest system) {
        HttpResponse<String> answer = system.gateway("GET", STARTS + "/test-query?days=3650&limit=150", null);
        JsonNode found = SystemUnderTest.JSON.readTree(answer.body());

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(found.path("found").asInt()).isEqualTo(150);
        assertThat(found.path("approximateTotal").asInt()).isGreaterThanOrEqualTo(system.issues() - 20);
        assertThat(system.count("jira.issue")).isZero();
    }

    private static JsonNode dryRun(SystemUnderTest system, String body) {
        HttpResponse<String> answer = system.gateway("POST", STARTS + "/dry-run", body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return SystemUnderTest.JSON.readTree(answer.body());
    }

    private static long issuesOfCore(SystemUnderTest system) {
        return system.simulator("GET", "/admin/jira/manifest?project=CORE", null).body().lines().count();
    }

    private static void assertDrifted(SystemUnderTest system, HttpResponse<String> refused) {
        JsonNode problem = SystemUnderTest.JSON.readTree(refused.body());
        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(409);
        assertThat(problem.path("type").asString()).isEqualTo("/problems/plan-drifted");
        assertThat(problem.path("drifts")).hasSize(1);
        assertThat(problem.path("drifts").path(0).path("partition").asString()).isEqualTo("CORE");
        assertThat(problem.path("drifts").path(0).path("what").asString()).isEqualTo("VANISHED");
        assertThat(system.count("backfill_run")).isEqualTo(1);
    }
}
