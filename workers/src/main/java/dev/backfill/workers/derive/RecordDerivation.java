package dev.backfill.workers.derive;

import dev.backfill.store.derive.DerivableRecord;
import dev.backfill.store.derive.DerivedRecord;
import dev.backfill.store.page.PageRecord;
import dev.backfill.store.page.Row;
import dev.backfill.store.page.StoredRecord;
import dev.backfill.store.page.Table;
import dev.backfill.workers.source.Source;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Derives one record with all its parts, and sees to it that what comes back is of these. */
final class RecordDerivation {
    private final Source source;

    RecordDerivation(Source source) {
        this.source = source;
    }

    /** @throws RuntimeException if the source cannot make anything of the content */
    DerivedRecord derive(DerivableRecord record) {
        PageRecord derived = source.derive(record.stored());
        if (!derived.row().id().equals(record.stored().id())) {
            throw new IllegalStateException("it came back as the record " + derived.row().id());
        }
        Map<Table, List<Row>> rows = new LinkedHashMap<>();
        record.stored().parts().forEach((table, parts) -> rows.put(table, ofTheseParts(table, parts, derived)));
        if (!record.goneParts().isEmpty()) {
            // Apart, so that a record's own text is not made of what it has lost.
            PageRecord everything = source.derive(record.withGoneParts());
            record.goneParts().forEach((table, parts) ->
                    rows.merge(table, ofTheseParts(table, parts, everything), RecordDerivation::joined));
        }
        rows.put(source.recordTable(), List.of(derived.row()));
        return new DerivedRecord(record.stored().id(), rows, record.version());
    }

    private static List<Row> ofTheseParts(Table table, List<StoredRecord.Part> parts, PageRecord derived) {
        Set<String> ids = parts.stream().map(StoredRecord.Part::id).collect(Collectors.toSet());
        List<Row> rows = derived.parts().getOrDefault(table, List.of()).stream().filter(row -> ids.contains(row.id())).toList();
        if (rows.size() != ids.size()) {
            throw new IllegalStateException(table.name() + ": " + ids.size() + " parts came back as " + rows.size());
        }
        return rows;
    }

    private static List<Row> joined(List<Row> some, List<Row> others) {
        List<Row> all = new ArrayList<>(some);
        all.addAll(others);
        return all;
    }
}
