package dev.backfill.workers.fuzz;

import dev.backfill.workers.source.SourcePartition;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a run over a world ended, and whether it may have. */
final class RunOutcome {
    /** Everything, from the best on. */
    enum End { VERIFIED, NOT_VERIFIED, FAILED }

    final Distortion distortion;
    /** What no run may end with, each with its world's story. */
    final List<String> wrong = new ArrayList<>();
    final List<String> reasons = new ArrayList<>();
    private final List<String> story;
    private End end = End.VERIFIED;

    RunOutcome(Distortion distortion, List<String> story) {
        this.distortion = distortion;
        this.story = story;
    }

    End end() {
        return end;
    }

    /** @param differences between what is stored and what is there */
    void verified(SourcePartition partition, List<String> differences) {
        story.add("%s: VERIFIED".formatted(partition.id()));
        if (!differences.isEmpty()) {
            wrong("FALSE VERIFIED of " + partition.id() + ": " + differences);
        }
    }

    void notVerified(SourcePartition partition, String state, @Nullable String reason) {
        ended(End.NOT_VERIFIED, partition, state, reason);
    }

    void failed(SourcePartition partition, @Nullable String reason) {
        ended(End.FAILED, partition, "FAILED", reason);
    }

    private void ended(End how, SourcePartition partition, String state, @Nullable String reason) {
        end = how.compareTo(end) > 0 ? how : end;
        String said = "%s: %s, %s".formatted(partition.id(), state, reason);
        story.add(said);
        reasons.add(said);
        if (reason == null || reason.isBlank()) {
            wrong("NOT VERIFIED WITHOUT A REASON: " + said);
        }
        if (distortion.mustBeVerified()) {
            wrong("FALSE ALARM: " + said);
        }
    }

    private void wrong(String what) {
        wrong.add(what + "\n    " + String.join("\n    ", story));
    }
}
