package dev.backfill.workers.source;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backfill.store.page.RecordPage;
import dev.backfill.workers.TestDatabase;
import dev.backfill.workflows.failure.FailureType;
import java.util.List;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Starts a vendor with a few hundred records for each test. */
abstract class ContractSupport {
    static final int RECORDS = 500;

    protected SourceFixture vendor;
    protected Source source;
    protected SourcePartition partition;

    /** A simulator with so many records in so many partitions, one of which holds most. */
    protected abstract SourceFixture start(int records, int partitions);

    @BeforeEach
    void startVendor() {
        TestDatabase.clear();
        use(start(RECORDS, 2));
    }

    /** Goes on with another simulator. */
    void use(SourceFixture fixture) {
        if (vendor != null) {
            vendor.close();
        }
        vendor = fixture;
        source = fixture.source();
        partition = fixture.partition();
    }

    @AfterEach
    void stopVendor() {
        vendor.close();
    }

    /** Some ids of the partition. */
    List<String> some(int count) {
        return vendor.ids(partition).stream().limit(count).toList();
    }

    RecordPage fetch(List<String> ids) {
        return source.fetch(partition, ids, 1);
    }

    static List<String> idsOf(RecordPage page) {
        return page.records().stream().map(record -> record.row().id()).toList();
    }

    static AbstractThrowableAssert<?, ?> assertFails(FailureType type, ThrowingCallable call) {
        return assertThatThrownBy(call).isInstanceOfSatisfying(
                SourceException.class, failure -> org.assertj.core.api.Assertions.assertThat(failure.type()).isEqualTo(type));
    }
}
