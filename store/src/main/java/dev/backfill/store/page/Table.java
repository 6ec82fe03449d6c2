package dev.backfill.store.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A table that a source fills. Every one has these columns besides its own: {@code id text primary key},
 * {@code owner} (see below), {@code source_created_at, source_updated_at, deleted_at timestamptz, stored_at timestamptz default now()},
 * {@code raw jsonb, content_hash bytea, fetch_order bigint, first_seen_run, last_changed_run text, cleaned text[]}.
 *
 * @param schema the source's schema
 * @param name the table's name
 * @param owner the column that names what a row belongs to: the partition's id, or for the table of a part its record's id
 * @param isPart whether rows are parts of a record (comments of an issue): the record's page brings all of them, so one that is
 *     absent from it is gone
 * @param columns the table's own columns
 */
public record Table(String schema, String name, String owner, boolean isPart, List<Column> columns) {
    private static final List<Column> BEFORE = List.of(
            new Column("source_created_at", ColumnType.TIMESTAMP), new Column("source_updated_at", ColumnType.TIMESTAMP));
    private static final List<Column> AFTER = List.of(
            new Column("raw", ColumnType.JSONB),
            new Column("content_hash", ColumnType.BYTES),
            new Column("fetch_order", ColumnType.BIGINT),
            new Column("cleaned", ColumnType.TEXTS),
            new Column("first_seen_run", ColumnType.TEXT),
            new Column("last_changed_run", ColumnType.TEXT));

    public Table {
        columns = List.copyOf(columns);
        requireIdentifier(schema);
        requireIdentifier(name);
        requireIdentifier(owner);
        columns.forEach(column -> requireIdentifier(column.name()));
    }

    private static void requireIdentifier(String name) {
        if (!name.matches("[a-z][a-z0-9_]{0,40}")) {
            throw new IllegalArgumentException("not a plain identifier: " + name);
        }
    }

    /** The name with its schema, as SQL. */
    public String qualifiedName() {
        return schema + "." + name;
    }

    String stagingName() {
        return ("staging_" + schema + "_" + name).toLowerCase(Locale.ROOT);
    }

    /** All columns that COPY fills, in their order. */
    List<Column> copied() {
        List<Column> all = new ArrayList<>();
        all.add(new Column("id", ColumnType.TEXT));
        all.add(new Column(owner, ColumnType.TEXT));
        all.addAll(BEFORE);
        all.addAll(columns);
        all.addAll(AFTER);
        return all;
    }

    /** The row's values in the order of {@link #copied()}. */
    @Nullable Object[] values(Row row, String runId, long fetchOrder) {
        List<@Nullable Object> values = new ArrayList<>(columns.size() + 10);
        values.add(row.id());
        values.add(row.owner());
        values.add(row.createdAt());
        values.add(row.updatedAt());
        values.addAll(row.values());
        if (row.values().size() != columns.size()) {
            throw new IllegalArgumentException(
                    qualifiedName() + " has " + columns.size() + " own columns, the row " + row.values().size() + " values");
        }
        values.add(Objects.requireNonNull(row.raw()));
        values.add(row.contentHash());
        values.add(fetchOrder);
        values.add(row.cleaned());
        values.add(runId);
        values.add(runId);
        return values.toArray();
    }
}
