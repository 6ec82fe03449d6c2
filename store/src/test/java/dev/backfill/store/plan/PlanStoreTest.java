package dev.backfill.store.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backfill.store.TestRun;
import dev.backfill.store.TestStore;
import dev.backfill.store.run.NewRun;
import dev.backfill.store.run.RunScope;
import dev.backfill.store.run.RunStore;
import dev.backfill.workflows.run.RunState;
import dev.backfill.workflows.verify.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PlanStoreTest {
    private static final NewPlan NEW = new NewPlan("plan-1", "sample", TestRun.RANGE, "{\"a\": 1}", 3, 2.5, "request", "admin");
    private static final PlanTotals TOTALS = new PlanTotals(2.5, 1, 2, 30, 4, 50, new Seconds(6, 7, 8), 50, 2);
    private static final List<PlanPartition> PARTITIONS =
            List.of(new PlanPartition("1", "A", "Name", 30L, null, 4, 48), new PlanPartition("2", "B", "Old", null, "archived", 0, 0));

    private final PlanStore plans = new PlanStore(TestStore.database());
    private final RunStore runs = new RunStore(TestStore.database());

    @BeforeEach
    void clear() {
        TestStore.clear();
        TestStore.sql().sql("truncate backfill_plan cascade").update();
    }

    @Test
    void plan_isFoundAsItWasAskedFor_forADay() {
        assertThat(plans.insert(NEW)).isTrue();
        assertThat(plans.insert(NEW)).isFalse();
        Plan plan = plans.find("plan-1").orElseThrow();

        assertThat(plan.state()).isEqualTo(PlanState.PLANNING);
        assertThat(plan.range()).isEqualTo(TestRun.RANGE);
        assertThat(plan.parameters()).isEqualTo("{\"a\": 1}");
        assertThat(plan.parallelism()).isEqualTo(3);
        assertThat(plan.requestsPerSecond()).isEqualTo(2.5);
        assertThat(plan.totals()).isNull();
        assertThat(Duration.between(Instant.now(), plan.expiresAt())).isBetween(Duration.ofHours(23), Duration.ofHours(24));
        assertThat(plans.find("plan-2")).isEmpty();
    }

    @Test
    void whatBecomesFirst_stays() {
        plans.insert(NEW);
        plans.ready("plan-1", PARTITIONS, TOTALS);
        plans.ready("plan-1", List.of(), TOTALS);
        plans.fail("plan-1", "UNEXPECTED", "too late");
        plans.deletePlanning("plan-1");

        Plan plan = plans.find("plan-1").orElseThrow();
        assertThat(plan.state()).isEqualTo(PlanState.READY);
        assertThat(plan.totals()).isEqualTo(TOTALS);
        assertThat(plan.reason()).isNull();
        assertThat(plans.partitions("plan-1")).isEqualTo(PARTITIONS);
    }

    @Test
    void failedPlan_saysWhy_andIsNotMadeAfterwards() {
        plans.insert(NEW);
        plans.fail("plan-1", "AUTHENTICATION", "check the token");
        plans.ready("plan-1", PARTITIONS, TOTALS);

        Plan plan = plans.find("plan-1").orElseThrow();
        assertThat(plan.state()).isEqualTo(PlanState.FAILED);
        assertThat(plan.reason()).isEqualTo("check the token");
        assertThat(plans.partitions("plan-1")).isEmpty();
    }

    @Test
    void oldPlans_areRemoved_unlessAnUnfinishedRunNeedsThem() {
        plans.insert(NEW);
        plans.ready("plan-1", PARTITIONS, TOTALS);
        runs.insert(new NewRun("run-1", "sample", TestRun.RANGE, "{}", null, null, "plan-1", 3, RunScope.WHOLE));
        expire("6 days");
        plans.removeOld();
        assertThat(plans.find("plan-1")).isPresent();

        expire("8 days");
        plans.removeOld();
        assertThat(plans.ofRun("run-1")).isPresent();
        assertThat(runs.parallelism("run-1")).contains(3);

        runs.finish("run-1", RunState.COMPLETED, Verdict.VERIFIED, null);
        plans.removeOld();
        assertThat(plans.find("plan-1")).isEmpty();
        assertThat(TestStore.count("backfill_plan_partition")).isZero();
        assertThat(runs.find("run-1")).isPresent();
    }

    private static void expire(String ago) {
        TestStore.sql().sql("update backfill_plan set expires_at = now() - '" + ago + "'::interval").update();
    }
}
