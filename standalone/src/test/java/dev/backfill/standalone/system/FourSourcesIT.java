package dev.backfill.standalone.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** What every source can be asked for from outside, over HTTP alone: a dry run, its start, the verdict, the sync status, the old routes. */
@ExtendWith(SharedSystem.class)
class FourSourcesIT {
    @ParameterizedTest
    @MethodSource("dev.backfill.standalone.system.SourcesUnderTest#all")
    void dryRun_start_verdict_syncStatus_andOldRoutes(SourceUnderTest source, SystemUnderTest system) {
        assertThat(answer(system, 200, "GET", "/api/v1/sources/" + source.id(), null).path("available").asBoolean()).isTrue();
        JsonNode plan = answer(system, 200, "POST", "/api/v1/backfills/" + source.id() + "/dry-run", source.everything());
        assertThat(plan.path("state").asString()).as("%s", plan).isEqualTo("READY");
        assertThat(plan.path("totals").path("partitions").asInt()).isPositive();
        assertThat(system.count(source.id() + "." + source.recordTable())).as("stored by a dry run").isZero();

        JsonNode run = system.awaitEnd(system.start(source, "{\"planId\":\"" + plan.path("id").asString() + "\"}"));
        system.assertVerified(run);
        assertThat(run.path("prediction").path("planId").asString()).isEqualTo(plan.path("id").asString());
        int present = system.manifest(source).size();
        assertThat(run.path("verification").path("stored").asInt()).isEqualTo(present);
        StoredSet.compare(system, source).assertEqual(present);

        assertSyncStatus(system, source, run);
        assertOldRoutes(system, source);
    }

    private static void assertSyncStatus(SystemUnderTest system, SourceUnderTest source, JsonNode run) {
        JsonNode status = answer(system, 200, "GET", "/api/backfill/sync-status", null).path("sources").path(source.id());
        assertThat(status.path("configured").asBoolean()).as("%s", status).isTrue();
        assertThat(status.path("last_task_id").asString()).isEqualTo(run.path("id").asString());
        assertThat(status.path("last_sync").isString()).isTrue();
        assertThat(status.path("lag_seconds").isNumber()).isTrue();
        assertThat(status.path("counts").has(source.recordTable())).as("%s", status).isTrue();
    }

    /** Started as their callers start it: a query, no body. */
    private static void assertOldRoutes(SystemUnderTest system, SourceUnderTest source) {
        HttpResponse<String> queued = system.gateway("POST", "/api/backfill/" + source.id() + "?days=30", null, "Idempotency-Key", UUID.randomUUID().toString());
        assertThat(queued.statusCode()).as(queued.body()).isEqualTo(202);
        assertThat(queued.headers().firstValue("Deprecation")).isPresent();
        JsonNode task = SystemUnderTest.JSON.readTree(queued.body());
        assertThat(task.path("source").asString()).isEqualTo(source.id());
        String id = task.path("task_id").asString();
        system.assertVerified(system.awaitEnd(id));

        JsonNode status = answer(system, 200, "GET", "/api/backfill/status/" + id, null);
        assertThat(status.path("status").asString()).isEqualTo("SUCCESS");
        assertThat(status.path("result").path("verified").asBoolean()).as("%s", status).isTrue();
        assertThat(system.count("%s.%s where deleted_at is not null".formatted(source.id(), source.recordTable()))).as("marked by a shorter run").isZero();
    }

    private static JsonNode answer(SystemUnderTest system, int status, String method, String path, @Nullable String body) {
        HttpResponse<String> answer = system.gateway(method, path, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return SystemUnderTest.JSON.readTree(answer.body());
    }
}
