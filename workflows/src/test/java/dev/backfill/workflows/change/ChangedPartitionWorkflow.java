package dev.backfill.workflows.change;

import dev.backfill.workflows.ActivityPolicies;
import dev.backfill.workflows.partition.PartitionProgress;
import dev.backfill.workflows.partition.PartitionRequest;
import dev.backfill.workflows.partition.PartitionWorkflow;
import dev.backfill.workflows.verify.PartitionResult;
import dev.backfill.workflows.verify.VerifyActivities;
import io.temporal.workflow.Workflow;

/** A change that forgot the backfills under way: it compares first. Replay must notice. */
public class ChangedPartitionWorkflow implements PartitionWorkflow {
    @Override
    public PartitionResult pullPartition(PartitionRequest request) {
        VerifyActivities proofs = Workflow.newActivityStub(
                VerifyActivities.class, ActivityPolicies.planning(request.partition().source()));
        proofs.compare(request.partition());
        return proofs.conclude(request.partition());
    }

    @Override
    public void pause() {}

    @Override
    public void resume() {}

    @Override
    public PartitionProgress progress() {
        return new PartitionProgress("", "", false, 0);
    }
}
