package dev.backfill.workers.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.backfill.store.page.PageRecord;
import dev.backfill.store.page.PendingRecord;
import dev.backfill.store.page.RecordPage;
import dev.backfill.store.page.RejectedRecord;
import dev.backfill.store.page.Row;
import dev.backfill.store.page.Withheld;
import dev.backfill.workers.TestDatabase;
import dev.backfill.workers.source.SourceFixture.Call;
import dev.backfill.workflows.failure.FailureType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
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

    /** How many records most tests start with. */
    protected int records() {
        return RECORDS;
    }

    /** As many as it takes for every kind of damage to be among them. */
    protected int enoughForEveryDamage() {
        return 6_000;
    }

    @BeforeEach
    void startVendor() {
        TestDatabase.clear();
        use(start(records(), 2));
    }

    /** Leaves a test out whose fault cannot happen with this vendor. */
    void requires(Call call, String fault) {
        assumeThat(vendor.canHappen(call, fault)).as(fault).isTrue();
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
        return fetch(source, ids);
    }

    /** As many requests as the source's fetch size makes necessary; one page of what all of them bring. */
    RecordPage fetch(Source asked, List<String> ids) {
        List<PageRecord> records = new ArrayList<>();
        List<RejectedRecord> rejected = new ArrayList<>();
        List<PendingRecord> pending = new ArrayList<>();
        List<String> discovered = new ArrayList<>();
        List<Withheld> withheld = new ArrayList<>();
        for (int from = 0; from < ids.size(); from += asked.fetchSize()) {
            RecordPage page = asked.fetch(partition, ids.subList(from, Math.min(ids.size(), from + asked.fetchSize())), 1);
            assertThat(page.nextCursor()).isNull();
            assertThat(page.table()).isEqualTo(asked.recordTable());
            records.addAll(page.records());
            rejected.addAll(page.rejected());
            pending.addAll(page.pending());
            discovered.addAll(page.discovered());
            withheld.addAll(page.withheld());
        }
        return new RecordPage(1, asked.recordTable(), records, rejected, pending, discovered, withheld, null);
    }

    /** Asks for any number of ids where they are. */
    Map<String, Location> locate(List<String> ids) {
        Map<String, Location> located = new HashMap<>();
        for (int from = 0; from < ids.size(); from += source.fetchSize()) {
            located.putAll(source.locate(ids.subList(from, Math.min(ids.size(), from + source.fetchSize()))));
        }
        return located;
    }

    Map<String, Row> rowsById(Collection<String> ids) {
        return fetch(List.copyOf(ids)).records().stream().map(PageRecord::row).collect(Collectors.toMap(Row::id, row -> row));
    }

    static List<String> idsOf(RecordPage page) {
        return page.records().stream().map(record -> record.row().id()).toList();
    }

    static AbstractThrowableAssert<?, ?> assertFails(FailureType type, ThrowingCallable call) {
        return assertThatThrownBy(call).isInstanceOfSatisfying(
                SourceException.class, failure -> assertThat(failure.type()).isEqualTo(type));
    }
}
