package dev.backfill.workers.plan;

import dev.backfill.store.plan.PlanPartition;
import dev.backfill.workflows.plan.Drift;
import dev.backfill.workflows.plan.Drift.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a source says now against what a plan says. */
final class DriftCheck {
    /** Estimates differ by a little, and a company goes on working: only more than both of these is a drift. */
    static final double TOLERATED_SHARE = 0.10;
    static final long TOLERATED_RECORDS = 100;

    private final List<Drift> drifts = new ArrayList<>();

    private DriftCheck() {}

    /** Every difference, in the plan's order; what appeared comes last. */
    static List<Drift> between(List<PlanPartition> planned, List<PlanPartition> now) {
        Map<String, PlanPartition> found = new LinkedHashMap<>();
        now.forEach(partition -> found.put(partition.partitionId(), partition));
        DriftCheck check = new DriftCheck();
        for (PlanPartition partition : planned) {
            check.compare(partition, found.remove(partition.partitionId()));
        }
        found.values().forEach(partition -> check.add(partition.key(), Kind.APPEARED, null, named(partition)));
        return check.drifts;
    }

    private void compare(PlanPartition planned, @Nullable PlanPartition now) {
        if (now == null) {
            add(planned.key(), Kind.VANISHED, named(planned), null);
            return;
        }
        if (!named(planned).equals(named(now))) {
            add(planned.key(), Kind.RENAMED, named(planned), named(now));
        }
        if ((planned.leftOutBecause() == null) != (now.leftOutBecause() == null)) {
            Kind kind = now.leftOutBecause() == null ? Kind.RESTORED : Kind.LEFT_OUT;
            add(planned.key(), kind, planned.leftOutBecause(), now.leftOutBecause());
        } else if (now.leftOutBecause() == null && differs(planned.records(), now.records())) {
            add(planned.key(), Kind.RECORDS, Objects.toString(planned.records()), Objects.toString(now.records()));
        }
    }

    private static boolean differs(@Nullable Long planned, @Nullable Long now) {
        if (planned == null || now == null) {
            return false;
        }
        long difference = Math.abs(now - planned);
        return difference > TOLERATED_RECORDS && difference > planned * TOLERATED_SHARE;
    }

    private void add(String partition, Kind what, @Nullable String planned, @Nullable String now) {
        drifts.add(new Drift(partition, what, planned, now));
    }

    private static String named(PlanPartition partition) {
        return partition.key() + " (" + partition.name() + ")";
    }
}
