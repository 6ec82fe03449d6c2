package dev.backfill.store.derive;

import dev.backfill.store.page.StoredRecord;
import dev.backfill.store.page.Table;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A record as it was read, to be derived.
 *
 * @param stored the record and its parts; of a deleted record those that were deleted with it
 * @param goneParts parts that the record had lost before, by table
 * @param version changes when anything is changed that deriving reads
 */
public record DerivableRecord(StoredRecord stored, Map<Table, List<StoredRecord.Part>> goneParts, String version) {
    /** The record with all parts that it ever had. */
    public StoredRecord withGoneParts() {
        Map<Table, List<StoredRecord.Part>> all = new LinkedHashMap<>();
        stored.parts().forEach((table, parts) -> all.put(table, join(parts, goneParts.getOrDefault(table, List.of()))));
        return new StoredRecord(stored.id(), stored.owner(), stored.raw(), all);
    }

    private static List<StoredRecord.Part> join(List<StoredRecord.Part> parts, List<StoredRecord.Part> gone) {
        return Stream.concat(parts.stream(), gone.stream()).sorted(Comparator.comparing(StoredRecord.Part::id)).toList();
    }
}
