package dev.backfill.store.page;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A record with its parts.
 *
 * @param row the record itself
 * @param parts its parts, by table
 * @param incomplete the tables whose parts could not all be fetched: what is stored of them and absent here is left as it is
 */
public record PageRecord(Row row, Map<Table, List<Row>> parts, Set<Table> incomplete) {}
