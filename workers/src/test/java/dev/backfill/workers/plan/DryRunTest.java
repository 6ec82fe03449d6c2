package dev.backfill.workers.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backfill.store.plan.NewPlan;
import dev.backfill.store.plan.Plan;
import dev.backfill.store.plan.PlanPartition;
import dev.backfill.store.plan.PlanState;
import dev.backfill.store.plan.PlanStore;
import dev.backfill.store.plan.Prediction;
import dev.backfill.store.plan.PredictionStore;
import dev.backfill.store.run.NewRun;
import dev.backfill.store.run.RunScope;
import dev.backfill.store.run.RunStore;
import dev.backfill.workers.BackfillHarness;
import dev.backfill.workers.TestDatabase;
import dev.backfill.workers.source.SourceFixture;
import dev.backfill.workers.source.jira.JiraFixture;
import dev.backfill.workflows.plan.Drift;
import dev.backfill.workflows.plan.PartitionReference;
import dev.backfill.workflows.run.RunState;
import dev.backfill.workflows.testquery.FoundRecords;
import dev.backfill.workflows.testquery.FoundRecords.FoundRecord;
import dev.backfill.workflows.testquery.TestQuery;
import dev.backfill.workflows.verify.PartitionState;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Dry runs, and runs of their plans, over a simulated Jira. */
@Timeout(180)
class DryRunTest {
    private static final String PLAN = "plan-jira-2026-11-24-test";

    private final PlanStore plans = new PlanStore(TestDatabase.pool());
    private final JiraFixture jira = new JiraFixture(500, 2);
    private final BackfillHarness harness = new BackfillHarness(TestDatabase.pool(), jira.source(), 200);

    @BeforeEach
    void clear() {
        TestDatabase.clear();
        jira.requests();
    }

    @AfterEach
    void stop() {
        harness.close();
        jira.close();
    }

    private Plan estimated() {
        plans.insert(new NewPlan(PLAN, "jira", jira.range(), "{}", 2, null, "request", "admin"));
        harness.estimates.estimate(PLAN);
        return plans.find(PLAN).orElseThrow();
    }

    @Test
    void plan_saysWhatThereIs_andStoresNothingOfIt() {
        Plan plan = estimated();
        List<PlanPartition> partitions = plans.partitions(PLAN);

        assertThat(plan.state()).isEqualTo(PlanState.READY);
        assertThat(partitions).extracting(PlanPartition::key).containsExactlyInAnyOrder("CORE", "SPIKE", "EMPTY", "OLD");
        assertThat(partition(partitions, "CORE").records()).isEqualTo(jira.ids(jira.partition()).size());
        assertThat(partition(partitions, "OLD").leftOutBecause()).contains("archived");
        assertThat(plan.totals().records()).isEqualTo(jira.ids(jira.partition()).size() + jira.ids(jira.otherPartition()).size());
        assertThat(plan.totals().rate()).isEqualTo(10_000);
        assertThat(TestDatabase.count("jira.project")).isZero();
        assertThat(TestDatabase.count("jira.issue")).isZero();
        assertThat(TestDatabase.count("backfill_run")).isZero();
    }

    /** Who asks, two lists, whether the archived one can be searched, and a count for each of the other three. */
    @Test
    void dryRun_spendsNoRequestNeedlessly_andOnceOnly() {
        estimated();
        assertThat(jira.requests()).isEqualTo(1 + 2 + 1 + 3);

        harness.estimates.estimate(PLAN);
        assertThat(jira.requests()).isZero();
    }

    @Test
    void refusal_isThrown_forTheWorkflowToRecord() {
        try (BackfillHarness refused =
                new BackfillHarness(TestDatabase.pool(), jira.source(SourceFixture.SETTINGS, false), 200)) {
            plans.insert(new NewPlan(PLAN, "jira", jira.range(), "{}", 2, null, null, null));

            assertThatThrownBy(() -> refused.estimates.estimate(PLAN)).hasStackTraceContaining("BACKFILL_JIRA_TOKEN");
            assertThat(plans.find(PLAN).orElseThrow().state()).isEqualTo(PlanState.PLANNING);
        }
    }

    @Test
    void unchangedSource_hasNotDrifted_andAChangedOneHas() {
        estimated();
        assertThat(harness.estimates.drift(PLAN).drifts()).isEmpty();

        int before = jira.ids(jira.otherPartition()).size();
        for (int added = 0; added <= 100; added++) {
            jira.create(jira.otherPartition());
        }
        jira.hide(jira.partition());

        assertThat(harness.estimates.drift(PLAN).drifts()).extracting(Drift::partition, Drift::what).containsExactlyInAnyOrder(
                org.assertj.core.groups.Tuple.tuple("CORE", Drift.Kind.VANISHED),
                org.assertj.core.groups.Tuple.tuple("SPIKE", Drift.Kind.RECORDS));
        assertThat(harness.estimates.drift(PLAN).drifts()).filteredOn(drift -> drift.what() == Drift.Kind.RECORDS)
                .singleElement()
                .isEqualTo(new Drift("SPIKE", Drift.Kind.RECORDS, "" + before, "" + (before + 101)));
    }

    @Test
    void runOfAPlan_pullsExactlyItsPartitions_andCountsWhatItSends() {
        plans.insert(new NewPlan(PLAN, "jira", jira.range(), "{\"projects\":[\"CORE\"]}", 2, null, null, null));
        harness.estimates.estimate(PLAN);
        // The run is wider than the plan: the plan decides.
        insertRun(PLAN, "{}");
        jira.requests();

        List<PartitionReference> partitions = planned();
        assertThat(partitions).extracting(PartitionReference::key).containsExactly("CORE");
        PartitionReference core = partitions.getFirst();
        harness.pullRecords(core);
        harness.catchUp(core);
        assertThat(harness.prove(core).state()).isEqualTo(PartitionState.VERIFIED);

        Prediction prediction = new PredictionStore(TestDatabase.pool()).ofRun(BackfillHarness.RUN).orElseThrow();
        assertThat(prediction.planId()).isEqualTo(PLAN);
        assertThat(prediction.records()).isEqualTo(jira.ids(jira.partition()).size());
        assertThat(prediction.actualRequests()).as("what the simulator counted").isEqualTo(jira.requests());
    }

    @Test
    void runWithoutAPlan_isPredictedAsWell() {
        insertRun(null, "{\"projects\":[\"SPIKE\"]}");
        planned();

        Prediction prediction = new PredictionStore(TestDatabase.pool()).ofRun(BackfillHarness.RUN).orElseThrow();
        assertThat(prediction.planId()).isNull();
        assertThat(prediction.records()).isEqualTo(jira.ids(jira.otherPartition()).size());
        assertThat(prediction.actualRequests()).isEqualTo(jira.requests());
        assertThat(harness.runs.listPartitions(BackfillHarness.RUN, 0, 10)).hasSize(1);
    }

    @Test
    void partitionThatVanishedSince_staysInTheRun() {
        estimated();
        insertRun(PLAN, "{}");
        jira.hide(jira.otherPartition());

        assertThat(planned()).extracting(PartitionReference::key).containsExactlyInAnyOrder("CORE", "SPIKE", "EMPTY");
    }

    @Test
    void requestsOfFailedAttempts_areCountedToo() {
        PartitionReference core = harness.begin(jira.range(), "CORE");
        long planning = new PredictionStore(TestDatabase.pool()).ofRun(BackfillHarness.RUN).orElseThrow().actualRequests();
        assertThat(planning).isEqualTo(jira.requests());

        jira.fault(SourceFixture.Call.CENSUS, "serverError", "status", 500);
        assertThatThrownBy(() -> harness.pull(core, dev.backfill.workflows.plan.WindowKind.CENSUS));
        long sent = jira.requests();
        assertThat(sent).isGreaterThan(1);
        assertThat(new PredictionStore(TestDatabase.pool()).ofRun(BackfillHarness.RUN).orElseThrow().actualRequests())
                .isEqualTo(planning + sent);
    }

    @Test
    void testQuery_listsTheMostRecentlyChanged() {
        FoundRecords found = harness.queries.testQuery(new TestQuery("jira", jira.range(), 250));
        int all = jira.ids(jira.partition()).size() + jira.ids(jira.otherPartition()).size();

        assertThat(found.approximateTotal()).isEqualTo(all);
        assertThat(found.query()).contains("ORDER BY updated DESC");
        assertThat(found.records()).hasSize(250).extracting(FoundRecord::id).doesNotHaveDuplicates();
        assertThat(found.records()).extracting(FoundRecord::updatedAt).isSortedAccordingTo(java.util.Comparator.reverseOrder());
        assertThat(found.records()).allSatisfy(record -> assertThat(record.key()).matches("(CORE|SPIKE)-\\d+"));
        assertThat(harness.queries.testQuery(new TestQuery("jira", jira.range(), 1)).records()).hasSize(1);
        assertThat(harness.queries.testQuery(new TestQuery("jira", jira.range(), 1_000)).records()).hasSize(all);
    }

    private void insertRun(@org.jspecify.annotations.Nullable String planId, String parameters) {
        new RunStore(TestDatabase.pool())
                .insert(new NewRun(BackfillHarness.RUN, "jira", jira.range(), parameters, null, null, planId, 2, RunScope.WHOLE));
        harness.runs.recordState(BackfillHarness.RUN, RunState.PLANNING);
    }

    private List<PartitionReference> planned() {
        harness.plans.planPartitions(BackfillHarness.RUN);
        return harness.runs.listPartitions(BackfillHarness.RUN, 0, 10);
    }

    private static PlanPartition partition(List<PlanPartition> partitions, String key) {
        return partitions.stream().filter(partition -> partition.key().equals(key)).findFirst().orElseThrow();
    }
}
