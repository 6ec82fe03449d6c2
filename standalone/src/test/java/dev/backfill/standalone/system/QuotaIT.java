package dev.backfill.standalone.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.backfill.standalone.process.ManagedProcess;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** A vendor whose quota of a day is used up: the run waits, in sight of everybody and at nobody's cost. */
@ExtendWith(SharedSystem.class)
class QuotaIT {
    private static final SourceUnderTest FIREFLIES = SourcesUnderTest.of("fireflies");
    /** Empty months at the end of the period take some, and what is left still falls short of what there is. */
    private static final int PER_DAY = 12;

    private SystemUnderTest system;

    @BeforeEach
    void narrow(SystemUnderTest system) {
        this.system = system;
        limit("{\"requestsPerDay\":" + PER_DAY + "}");
        system.admin(FIREFLIES, "DELETE", "requests", null);
    }

    @AfterEach
    void widen() {
        limit("{}");
    }

    private void limit(String limit) {
        system.admin(FIREFLIES, "POST", "limit", limit);
    }

    private String startAndUseUp() {
        String id = system.start(FIREFLIES, FIREFLIES.everything());
        awaitWaiting(id);
        return id;
    }

    private void awaitWaiting(String id) {
        await().atMost(Duration.ofMinutes(1)).until(() -> SystemUnderTest.patiently(() -> waiting(id).path("until").isString()));
    }

    private JsonNode waiting(String id) {
        return system.run(id).path("progress").path("waiting");
    }

    private long requests() {
        return SystemUnderTest.JSON.readTree(system.admin(FIREFLIES, "GET", "requests", null).body()).path("total").asLong();
    }

    @Test
    void usedUpQuota_isWaitedFor_throughTheDeathOfAnything_holdingUpNobody() {
        String id = startAndUseUp();
        assertThat(system.run(id).path("state").asString()).isEqualTo("RUNNING");
        assertThat(waiting(id).path("reason").asString()).contains("429");
        long sent = requests();
        assertThat(sent).as("the refused one included").isLessThanOrEqualTo(PER_DAY + 1);

        for (ManagedProcess victim : List.of(system.parts().worker(0), system.parts().worker(1), system.parts().temporal())) {
            victim.kill();
            victim.awaitReady(Duration.ofMinutes(2));
        }
        // Workers are free for another source meanwhile.
        system.assertVerified(system.backfillAll());
        awaitWaiting(id);
        assertThat(requests()).isEqualTo(sent);

        limit("{}");
        system.sql().sql("update source_budget set blocked_until = now() where source = 'fireflies'").update();
        assertThat(system.gateway("POST", "/api/v1/backfills/" + id + "/pause", null).statusCode()).isEqualTo(202);
        system.awaitState(id, "PAUSED");
        assertThat(system.gateway("POST", "/api/v1/backfills/" + id + "/resume", null).statusCode()).isEqualTo(202);
        system.assertVerified(system.awaitEnd(id));
        StoredSet.compare(system, FIREFLIES).assertEqual(system.manifest(FIREFLIES).size());
    }

    @Test
    void waitingRun_isCancelledAtOnce_andKeepsWhatItHas() {
        String id = startAndUseUp();
        long stored = system.count("fireflies.transcript");
        assertThat(stored).isPositive();

        assertThat(system.gateway("POST", "/api/v1/backfills/" + id + "/cancel", null).statusCode()).isEqualTo(202);
        system.awaitState(id, "CANCELLED");
        assertThat(waiting(id).isNull()).isTrue();
        assertThat(system.count("fireflies.transcript")).isEqualTo(stored);
    }
}
