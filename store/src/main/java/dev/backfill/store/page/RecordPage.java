package dev.backfill.store.page;

import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A page of records, ready to be stored.
 *
 * @param fetchOrder a number from {@link PageWriter#nextFetchOrder()}, taken before the page was asked for
 * @param pending records that the source does not yet have whole
 * @param discovered ids of further records that these lead to, which no listing may show; those that the census lacks are fetched too
 * @param withheld what the vendor refuses of these records, for good; what was noted of them before is replaced
 * @param referred rows that these records lead to and that are none themselves, such as the database that a page shows, by table
 * @param nextCursor where the next page begins, or null after the last
 */
public record RecordPage(
        long fetchOrder,
        Table table,
        List<PageRecord> records,
        List<RejectedRecord> rejected,
        List<PendingRecord> pending,
        List<String> discovered,
        List<Withheld> withheld,
        Map<Table, List<Row>> referred,
        @Nullable String nextCursor) {
    public RecordPage(
            long fetchOrder, Table table, List<PageRecord> records, List<RejectedRecord> rejected, @Nullable String nextCursor) {
        this(fetchOrder, table, records, rejected, List.of(), List.of(), List.of(), nextCursor);
    }

    public RecordPage(
            long fetchOrder,
            Table table,
            List<PageRecord> records,
            List<RejectedRecord> rejected,
            List<PendingRecord> pending,
            List<String> discovered,
            @Nullable String nextCursor) {
        this(fetchOrder, table, records, rejected, pending, discovered, List.of(), nextCursor);
    }

    public RecordPage(
            long fetchOrder,
            Table table,
            List<PageRecord> records,
            List<RejectedRecord> rejected,
            List<PendingRecord> pending,
            List<String> discovered,
            List<Withheld> withheld,
            @Nullable String nextCursor) {
        this(fetchOrder, table, records, rejected, pending, discovered, withheld, Map.of(), nextCursor);
    }

    /** The same page with another cursor after it. */
    public RecordPage followedBy(@Nullable String cursor) {
        return new RecordPage(fetchOrder, table, records, rejected, pending, discovered, withheld, referred, cursor);
    }

    /** The same page with its reasons in other words; what it has of records stays as it is. */
    public RecordPage worded(UnaryOperator<String> words) {
        return new RecordPage(
                fetchOrder,
                table,
                records,
                rejected.stream().map(record -> new RejectedRecord(record.id(), words.apply(record.reason()), record.payload())).toList(),
                pending,
                discovered,
                withheld.stream().map(each -> new Withheld(each.recordId(), each.part(), words.apply(each.reason()))).toList(),
                referred,
                nextCursor);
    }
}
