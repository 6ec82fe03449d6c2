package dev.backfill.store.page;

import java.util.List;
import java.util.Map;

/**
 * A record with its parts.
 *
 * @param row the record itself
 * @param parts every part of it, by table; a table whose parts could not all be fetched is absent, and is left as it is
 */
public record PageRecord(Row row, Map<Table, List<Row>> parts) {}
