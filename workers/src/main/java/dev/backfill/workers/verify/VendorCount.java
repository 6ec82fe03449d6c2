package dev.backfill.workers.verify;

import dev.backfill.store.partition.StoredPartition;
import dev.backfill.store.verification.Evidence;
import dev.backfill.store.verification.Witness;
import dev.backfill.store.verification.Witness.Kind;
import dev.backfill.workers.source.Source;
import dev.backfill.workers.source.SourcePartition;
import java.util.OptionalLong;
import org.springframework.stereotype.Component;

/** The vendor's own number of a partition's records, taken before a listing: what is added meanwhile makes the listing longer, not the count. */
@Component
public class VendorCount {
    private final Evidence evidence;

    public VendorCount(Evidence evidence) {
        this.evidence = evidence;
    }

    /** Where only given records are looked at, nothing is counted. */
    public void take(Source source, StoredPartition partition) {
        if (partition.selected()) {
            return;
        }
        OptionalLong count = source.count(SourcePartition.of(partition), source.covered(partition.range()));
        if (count.isPresent()) {
            evidence.record(partition.id(), new Witness(Kind.COUNT, count.getAsLong(), true, null));
        }
    }
}
