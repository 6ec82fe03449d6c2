package dev.backfill.standalone.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** Starting twice, pausing, resuming and cancelling, through the gateway. */
@ExtendWith(SharedSystem.class)
class SteeringIT {
    private static void slow(SystemUnderTest system) {
        system.fault("{\"kind\":\"latency\",\"milliseconds\":1500,\"route\":\"issue/bulkfetch\"}");
    }

    @Test
    void pausedRun_standsStill_andResumesWhereItWas(SystemUnderTest system) {
        slow(system);
        String id = system.start();
        system.awaitFetched(id, 100);
        assertThat(system.gateway("POST", "/api/v1/backfills/" + id + "/pause", null).statusCode()).isEqualTo(202);
        system.awaitState(id, "PAUSED");
        awaitStandstill(system, id);

        system.simulator("DELETE", "/admin/jira/faults", null);
        assertThat(system.gateway("POST", "/api/v1/backfills/" + id + "/resume", null).statusCode()).isEqualTo(202);
        system.assertVerified(system.awaitEnd(id));
        assertThat(system.fetched(id)).as("no record fetched twice").isEqualTo(system.issues());
    }

    /** The page under way at the moment of the pause may still be stored. */
    private static void awaitStandstill(SystemUnderTest system, String id) {
        AtomicLong last = new AtomicLong(-1);
        await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofSeconds(2)).until(() -> {
            long now = system.fetched(id);
            return last.getAndSet(now) == now;
        });
        assertThat(last.get()).isLessThan(system.issues());
    }

    @Test
    void cancelledRun_stopsWithinAPage_keepsWhatIsStored_andSaysSo(SystemUnderTest system) {
        slow(system);
        String id = system.start();
        system.awaitFetched(id, 100);
        assertThat(system.gateway("POST", "/api/v1/backfills/" + id + "/cancel", null).statusCode()).isEqualTo(202);
        JsonNode run = system.awaitEnd(id);

        assertThat(run.path("state").asString()).isEqualTo("CANCELLED");
        assertThat(run.path("reason").asString()).contains("what is stored stays");
        assertThat(system.fetched(id)).isLessThan(system.issues());
        assertThat(system.count("jira.issue")).isEqualTo(system.fetched(id));
        assertThat(system.gateway("POST", "/api/v1/backfills/" + id + "/resume", null).statusCode()).isEqualTo(409);
    }

    @Test
    void sameIdempotencyKey_manyTimesAtOnce_isOneRun(SystemUnderTest system) throws Exception {
        String key = UUID.randomUUID().toString();
        Set<String> ids = new HashSet<>();
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<String> start = () -> system.start("{}", "Idempotency-Key", key);
            List<Future<String>> starts = Stream.generate(() -> clients.submit(start)).limit(20).toList();
            for (Future<String> answer : starts) {
                ids.add(answer.get());
            }
        }
        assertThat(ids).hasSize(1);
        assertThat(system.count("backfill_run")).isEqualTo(1);
        system.assertVerified(system.awaitEnd(ids.iterator().next()));
    }

    @Test
    void twoRunsOfOneRange_doNotFight(SystemUnderTest system) {
        String first = system.start();
        String second = system.start();
        system.assertVerified(system.awaitEnd(first));
        system.assertVerified(system.awaitEnd(second));
        StoredSet.compare(system).assertEqual(system.issues());
    }

    @Test
    void secondRun_rewritesNothing(SystemUnderTest system) {
        system.assertVerified(system.backfillAll());
        String before = fingerprint(system);
        JsonNode run = system.backfillAll();

        system.assertVerified(run);
        assertThat(run.path("progress").path("records").path("unchanged").asInt()).isEqualTo(system.issues());
        assertThat(fingerprint(system)).isEqualTo(before);
    }

    /** Where each row lies on disk: a row that is written again lies elsewhere. */
    private static String fingerprint(SystemUnderTest system) {
        return system.sql().sql("select md5(string_agg(id || ctid::text, ',' order by id)) from jira.issue").query(String.class).single();
    }
}
