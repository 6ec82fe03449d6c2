package dev.backfill.store.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backfill.store.TestRun;
import dev.backfill.store.TestStore;
import dev.backfill.store.run.Idempotency.Claim;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(180)
class IdempotencyTest {
    private static final byte[] REQUEST = "this request".getBytes(StandardCharsets.UTF_8);
    private static final byte[] OTHER_REQUEST = "another request".getBytes(StandardCharsets.UTF_8);

    private final Idempotency idempotency = new Idempotency(TestStore.database(), new RunStore(TestStore.database()));

    @BeforeEach
    void begin() {
        TestStore.clear();
    }

    private Claim claim(String principal, String key, byte[] request, String run) {
        return idempotency.claim(principal, key, request, TestRun.asked(run));
    }

    @Test
    void freeKey_isGrantedToItsRun_whichIsRecorded() {
        assertThat(claim("alice", "key", REQUEST, "run-1")).isEqualTo(new Claim.Granted("run-1"));
        assertThat(TestStore.value("select string_agg(id, ',') from backfill_run")).isEqualTo("run-1");
    }

    @Test
    void sameKeyAndRequest_answerTheSameRun_andRecordNoOther() {
        claim("alice", "key", REQUEST, "run-1");
        assertThat(claim("alice", "key", REQUEST.clone(), "run-2")).isEqualTo(new Claim.Granted("run-1"));
        assertThat(TestStore.value("select string_agg(id, ',') from backfill_run")).isEqualTo("run-1");
    }

    @Test
    void sameKey_otherRequest_conflicts_andRecordsNothing() {
        claim("alice", "key", REQUEST, "run-1");
        assertThat(claim("alice", "key", OTHER_REQUEST, "run-2")).isEqualTo(new Claim.Conflicting());
        assertThat(TestStore.count("backfill_run")).isEqualTo(1);
    }

    @Test
    void keys_belongToTheirPrincipal() {
        claim("alice", "key", REQUEST, "run-1");
        assertThat(claim("bob", "key", OTHER_REQUEST, "run-2")).isEqualTo(new Claim.Granted("run-2"));
        assertThat(claim("alice", "other", OTHER_REQUEST, "run-3")).isEqualTo(new Claim.Granted("run-3"));
        assertThat(TestStore.count("backfill_run")).isEqualTo(3);
    }

    @Test
    void keyOfAForgottenRun_isFreeAgain() {
        claim("alice", "key", REQUEST, "run-1");
        new RunStore(TestStore.database()).deleteRequested("run-1");

        assertThat(claim("alice", "key", OTHER_REQUEST, "run-2")).isEqualTo(new Claim.Granted("run-2"));
    }

    @Test
    void expiredKey_isFree_whetherItIsPrunedOrNot() {
        claim("alice", "key", REQUEST, "run-1");
        TestStore.sql().sql("update idempotency_key set created_at = now() - interval '23 hours 59 minutes'").update();
        assertThat(claim("alice", "key", REQUEST, "run-2")).isEqualTo(new Claim.Granted("run-1"));

        TestStore.sql().sql("update idempotency_key set created_at = now() - interval '24 hours 1 second'").update();
        assertThat(claim("alice", "key", OTHER_REQUEST, "run-3")).isEqualTo(new Claim.Granted("run-3"));
        assertThat(claim("alice", "key", OTHER_REQUEST, "run-4")).isEqualTo(new Claim.Granted("run-3"));
        assertThat(TestStore.value("select string_agg(id, ',' order by id) from backfill_run")).isEqualTo("run-1,run-3");
    }

    @Test
    void twentyAtOnce_areOneRun() throws Exception {
        CyclicBarrier together = new CyclicBarrier(20);
        Set<Claim> claims = new HashSet<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(20)) {
            List<Callable<Claim>> all = IntStream.range(0, 20)
                    .<Callable<Claim>>mapToObj(number -> () -> {
                        together.await();
                        return claim("alice", "key", REQUEST, "run-" + number);
                    })
                    .toList();
            for (Future<Claim> claim : threads.invokeAll(all)) {
                claims.add(claim.get());
            }
        }

        assertThat(claims).singleElement().isInstanceOf(Claim.Granted.class);
        assertThat(TestStore.count("backfill_run")).isEqualTo(1);
        assertThat(claims).containsExactly(new Claim.Granted(TestStore.value("select id from backfill_run")));
    }
}
