package dev.backfill.store.derive;

import dev.backfill.store.page.Row;
import dev.backfill.store.page.Table;
import java.util.List;
import java.util.Map;

/**
 * What a record's content comes to.
 *
 * @param rows of the record and its parts, by table
 * @param version that of the {@link DerivableRecord} which it was made of
 */
public record DerivedRecord(String id, Map<Table, List<Row>> rows, String version) {}
