package dev.backfill.store.page;

import java.util.stream.Collectors;

/**
 * The statements that bring rows into one table.
 *
 * @param findStored which of these ids are there
 * @param copy COPY of rows that are not there yet
 * @param createStaging the staging table of a session
 * @param copyToStaging COPY of rows that are there already
 * @param merge from staging into place
 * @param markAbsentParts sets {@code deleted_at} of the parts that a record no longer has
 */
record TableStatements(
        String findStored, String copy, String createStaging, String copyToStaging, String merge, String markAbsentParts) {
    static TableStatements of(Table table) {
        String names = table.copied().stream().map(Column::name).collect(Collectors.joining(", "));
        String definitions = table.copied().stream()
                .map(column -> column.name() + " " + column.type().sql())
                .collect(Collectors.joining(", "));
        String assignments = table.copied().stream()
                .map(Column::name)
                .filter(name -> !name.equals("id") && !name.equals("first_seen_run"))
                .map(name -> name + " = excluded." + name)
                .collect(Collectors.joining(", "));
        return new TableStatements(
                "select id from %s where id = any(?)".formatted(table.qualifiedName()),
                "copy %s (%s) from stdin (format binary)".formatted(table.qualifiedName(), names),
                "create temporary table if not exists %s (%s) on commit delete rows".formatted(table.stagingName(), definitions),
                "copy %s (%s) from stdin (format binary)".formatted(table.stagingName(), names),
                // Sorted by id, so that two workers lock rows that they share in one order.
                """
                insert into %1$s as stored (%2$s) select %2$s from %3$s order by id
                on conflict (id) do update set %4$s, stored_at = now(), deleted_at = null
                where (coalesce(excluded.source_updated_at, '-infinity'), excluded.fetch_order)
                    > (coalesce(stored.source_updated_at, '-infinity'), stored.fetch_order)
                  and (stored.content_hash <> excluded.content_hash or stored.deleted_at is not null
                    or stored.source_updated_at is distinct from excluded.source_updated_at)"""
                        .formatted(table.qualifiedName(), names, table.stagingName(), assignments),
                """
                update %1$s set deleted_at = now(), last_changed_run = ?, fetch_order = ?
                where %2$s = any(?) and deleted_at is null and fetch_order < ? and id <> all(?)"""
                        .formatted(table.qualifiedName(), table.owner()));
    }
}
