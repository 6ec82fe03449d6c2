package dev.backfill.workers.fuzz;

import dev.backfill.workers.BackfillHarness;
import dev.backfill.workers.TestDatabase;
import dev.backfill.workers.source.Source;
import dev.backfill.workers.source.SourceFixture;
import dev.backfill.workers.source.SourceFixture.Call;
import dev.backfill.workers.source.SourcePartition;
import dev.backfill.workflows.plan.PartitionReference;
import dev.backfill.workflows.plan.WindowKind;
import dev.backfill.workflows.run.RunMode;
import dev.backfill.workflows.verify.PartitionResult;
import dev.backfill.workflows.verify.PartitionState;
import dev.backfill.workflows.verify.VerifyActivities;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** A vendor, its people and its listings, all drawn from one seed, and one or two runs over it. */
final class World {
    private static final List<String> AT_WORK = List.of("create", "delete", "edit", "edit");
    private static final int WINDOW_RECORDS = 25;

    final List<RunOutcome> outcomes = new ArrayList<>();
    private final Vendor kind;
    private final Distortion distortion;
    private final Random random;
    private final List<String> story = new ArrayList<>();

    World(Vendor kind, Distortion distortion, long seed) {
        this.kind = kind;
        this.distortion = distortion;
        random = new Random(seed * 31 + kind.ordinal());
        story.add("%s, world %d, %s".formatted(kind, seed, distortion));
    }

    List<RunOutcome> live() {
        TestDatabase.clear();
        boolean lags = distortion == Distortion.VENDORS_OWN && random.nextBoolean();
        Duration lag = lags ? Duration.ofMillis(random.nextInt(50, 2_000)) : Duration.ZERO;
        try (SourceFixture vendor = kind.open(random, lag)) {
            run(vendor, RunMode.FULL, List.of());
            if (random.nextBoolean()) {
                RunMode mode = random.nextInt(3) == 0 ? RunMode.FULL : RunMode.INCREMENTAL;
                run(vendor, mode, AT_WORK);
            }
        }
        return outcomes;
    }

    /** @param before what people do before it begins */
    private void run(SourceFixture vendor, RunMode mode, List<String> before) {
        List<SourcePartition> workedOn = Stream.of(vendor.partition(), vendor.otherPartition())
                .filter(partition -> vendor.partitionIds().contains(partition.id()))
                .toList();
        People people = new People(vendor, workedOn, random, story);
        people.mayDo(0, before);
        int acts = before.isEmpty() ? 0 : 1 + random.nextInt(3);
        for (int act = 0; act < acts; act++) {
            people.act("before the second run");
        }
        workUnderWay(people, vendor.canMove() && workedOn.size() > 1);
        Listings listings = new Listings(distortion, vendor, people, random, story);
        Source honest = vendor.source();
        Source source = DistortedSource.of(honest, listings, people, 3 + random.nextInt(30));
        vendorsOwnFaults(vendor);
        try (BackfillHarness worker = new BackfillHarness(TestDatabase.pool(), source, WINDOW_RECORDS)) {
            String id = honest.id() + "-2026-11-" + (24 + outcomes.size()) + "-test";
            story.add(mode + " run " + id);
            List<PartitionReference> partitions = worker.begin(id, kind.range(vendor), "{}", mode);
            Truth truth = new Truth(vendor, honest, people, listings, distortion, mode);
            RunOutcome outcome = new RunOutcome(distortion, story);
            for (PartitionReference partition : partitions) {
                prove(worker, partition, truth, outcome);
                people.checkThatAllWasDone();
            }
            outcomes.add(outcome);
        }
        vendor.clearFaults();
    }

    private void workUnderWay(People people, boolean canMove) {
        List<String> all = new ArrayList<>(AT_WORK);
        if (canMove) {
            all.add("move");
        }
        switch (distortion) {
            case AT_REST -> people.mayDo(0, all);
            case MOVING, LAGS -> people.mayDo(1 + random.nextInt(3), all);
            case EDITED -> people.mayDo(1 + random.nextInt(3), List.of("edit"));
            case SHIFTS, VENDORS_OWN -> people.mayDo(random.nextInt(3), all);
            default -> people.mayDo(random.nextInt(3), List.of("edit"));
        }
    }

    /** At most once where nothing is counted, so that one listing shows what the other passes over. */
    private void vendorsOwnFaults(SourceFixture vendor) {
        if (distortion != Distortion.VENDORS_OWN) {
            return;
        }
        String fault = List.of("emptyPages", "sameKeys", "shiftedOffsets", "stopsEarly", "repeatedToken", "shortPages", "countLies").get(random.nextInt(7));
        story.add("the vendor's fault " + fault);
        switch (fault) {
            case "countLies" -> vendor.fault(Call.ANY, fault, "percent", random.nextInt(-50, 50));
            case "shortPages" -> vendor.fault(Call.CENSUS, fault, "most", 2 + random.nextInt(20));
            default -> vendor.fault(Call.CENSUS, fault, "count", 1);
        }
    }

    private void prove(BackfillHarness worker, PartitionReference partition, Truth truth, RunOutcome outcome) {
        SourcePartition owner = SourcePartition.of(worker.stored(partition));
        try {
            worker.pullRecords(partition);
            truth.beforeChanges();
            worker.catchUp(partition);
            while (worker.proofs.compare(partition) == VerifyActivities.LIST_AGAIN) {
                story.add("listed again: " + owner.id());
                worker.pull(partition, WindowKind.FINAL_CENSUS);
            }
            truth.compared(owner);
            worker.pull(partition, WindowKind.REFETCH);
            PartitionResult result = worker.proofs.conclude(partition);
            worker.runs.finishPartition(partition, result);
            if (result.state() == PartitionState.VERIFIED) {
                outcome.verified(owner, truth.differences(worker.stored(partition)));
            } else {
                outcome.notVerified(owner, result.state().name(), result.reason());
            }
        } catch (ActivityFailure failure) {
            String reason = failure.getCause() instanceof ApplicationFailure application ? application.getOriginalMessage() : null;
            outcome.failed(owner, reason);
        }
    }
}
