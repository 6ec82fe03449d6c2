package dev.backfill.store.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backfill.store.TestRun;
import dev.backfill.store.TestStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RunBatchesTest {
    private final RunStore runs = new RunStore(TestStore.database());
    private final RunBatches batches = new RunBatches(TestStore.database());
    private final Idempotency idempotency = new Idempotency(TestStore.database(), runs);

    @BeforeEach
    void clear() {
        TestStore.clear();
    }

    private static NewRun run(String id, String batch) {
        return new NewRun(id, "tempo", TestRun.RANGE, "{\"batchId\": \"" + batch + "\"}", null, null);
    }

    @Test
    void tenAtOnce_oneIsAdmitted() throws Exception {
        CyclicBarrier together = new CyclicBarrier(10);
        int admitted = 0;
        List<String> holders = new ArrayList<>();
        try (ExecutorService starts = Executors.newFixedThreadPool(10)) {
            List<Future<Boolean>> answers = IntStream.range(0, 10).mapToObj(i -> starts.submit(() -> {
                together.await();
                return batches.admit("tempo", "b", false, () -> runs.insert(run("run-" + i, "b")));
            })).toList();
            for (Future<Boolean> answer : answers) {
                try {
                    admitted += answer.get() ? 1 : 0;
                } catch (java.util.concurrent.ExecutionException refused) {
                    holders.add(((BatchTakenException) refused.getCause()).runId());
                }
            }
        }
        assertThat(admitted).isEqualTo(1);
        assertThat(holders).hasSize(9).containsOnly(TestStore.value("select id from backfill_run"));
    }

    @Test
    void refusedOrFailedInsertion_leavesNothing() {
        batches.admit("tempo", "b", false, () -> runs.insert(run("first", "b")));
        assertThatThrownBy(() -> batches.admit("tempo", "b", false, () -> runs.insert(run("second", "b"))))
                .isInstanceOfSatisfying(BatchTakenException.class, taken -> assertThat(taken.runId()).isEqualTo("first"));
        assertThatThrownBy(() -> batches.admit("tempo", "other", false, () -> {
            runs.insert(run("third", "other"));
            throw new IllegalStateException("afterwards");
        })).hasMessage("afterwards");
        assertThat(TestStore.count("backfill_run")).isEqualTo(1);
    }

    @Test
    void batchOfAnotherSource_isAnotherOne() {
        batches.admit("tempo", "b", false, () -> runs.insert(run("first", "b")));
        assertThat(batches.admit("jira", "b", false, () -> true)).isTrue();
    }

    @Test
    void claimThatIsNotGranted_withinAnAdmission_takesBackItselfAlone() {
        byte[] hash = {1};
        batches.admit("tempo", "a", false, () -> idempotency.claim("admin", "key", hash, run("first", "a")));

        Idempotency.Claim claim = batches.admit("tempo", "b", false, () -> idempotency.claim("admin", "key", new byte[] {2}, run("second", "b")));

        assertThat(claim).isInstanceOf(Idempotency.Claim.Conflicting.class);
        assertThat(runs.find("second")).isEmpty();
        assertThat(idempotency.find("admin", "key", hash)).contains(new Idempotency.Claim.Granted("first"));
        assertThat(idempotency.find("other", "key", hash)).isEmpty();
    }
}
