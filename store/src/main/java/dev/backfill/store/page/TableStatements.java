package dev.backfill.store.page;

import java.util.stream.Collectors;

/** The statements that move rows of one table from COPY through staging into place. */
record TableStatements(String createStaging, String copy, String merge, String noteFetched, String markAbsentParts) {
    static TableStatements of(Table table) {
        String names = table.copied().stream().map(Column::name).collect(Collectors.joining(", "));
        String definitions = table.copied().stream()
                .map(column -> column.name() + " " + column.type().sql())
                .collect(Collectors.joining(", "));
        String assignments = table.copied().stream()
                .map(Column::name)
                .filter(name -> !name.equals("id"))
                .map(name -> name + " = excluded." + name)
                .collect(Collectors.joining(", "));
        return new TableStatements(
                "create temporary table if not exists %s (%s) on commit delete rows".formatted(table.stagingName(), definitions),
                "copy %s (%s) from stdin (format binary)".formatted(table.stagingName(), names),
                // Sorted by id, so that two workers lock rows that they share in one order.
                """
                insert into %1$s as stored (%2$s, first_seen_run, last_changed_run, stored_at)
                select %2$s, ?, ?, now() from (select distinct on (id) * from %3$s order by id, source_updated_at desc nulls last)
                on conflict (id) do update set %4$s, last_changed_run = excluded.last_changed_run, stored_at = now(), deleted_at = null
                where (coalesce(excluded.source_updated_at, '-infinity'), excluded.fetch_order)
                    > (coalesce(stored.source_updated_at, '-infinity'), stored.fetch_order)
                  and (stored.content_hash <> excluded.content_hash or stored.deleted_at is not null
                    or stored.source_updated_at is distinct from excluded.source_updated_at)"""
                        .formatted(table.qualifiedName(), names, table.stagingName(), assignments),
                """
                insert into fetched_record as f (partition, record_id, source_updated_at, content_hash, fetch_order)
                select distinct on (id) ?, id, source_updated_at, content_hash, fetch_order
                from %s order by id, source_updated_at desc nulls last
                on conflict (partition, record_id) do update set source_updated_at = excluded.source_updated_at,
                    content_hash = excluded.content_hash, fetch_order = excluded.fetch_order
                where f.fetch_order < excluded.fetch_order"""
                        .formatted(table.stagingName()),
                """
                update %1$s set deleted_at = now(), last_changed_run = ?, fetch_order = ?
                where %2$s = any(?) and deleted_at is null and fetch_order < ?
                  and not exists (select 1 from %3$s staged where staged.id = %1$s.id)"""
                        .formatted(table.qualifiedName(), table.owner(), table.stagingName()));
    }
}
