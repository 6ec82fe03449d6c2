package dev.backfill.store.verification;

import dev.backfill.store.page.Table;
import dev.backfill.workflows.source.DateRange;
import org.jspecify.annotations.Nullable;

/**
 * How the stored rows of a source compare with what it lists.
 *
 * @param table its records
 * @param rangeColumn the column of the table whose value lies in the range if the record does; null where a range holds what was created
 *     before its end and last changed at or after its beginning
 * @param range the period that the listings covered
 * @param sortedByChange whether the order of the final census shows what was changed
 */
public record Comparison(Table table, @Nullable String rangeColumn, DateRange range, boolean sortedByChange) {
    public Comparison {
        if (rangeColumn != null && table.columns().stream().noneMatch(column -> column.name().equals(rangeColumn))
                && !rangeColumn.equals("source_created_at") && !rangeColumn.equals("source_updated_at")) {
            throw new IllegalArgumentException(table.qualifiedName() + " has no column " + rangeColumn);
        }
    }

    /** Of a source without peculiarities. */
    public static Comparison of(Table table, DateRange range) {
        return new Comparison(table, null, range, true);
    }
}
