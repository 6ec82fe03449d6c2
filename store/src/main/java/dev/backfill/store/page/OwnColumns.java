package dev.backfill.store.page;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Sets a table's own columns of rows that are stored, where they differ. Whatever else a row has stays as it is. */
public final class OwnColumns {
    private final Table table;
    private final List<Integer> places = new ArrayList<>();
    private final List<Column> copied = new ArrayList<>(List.of(new Column("id", ColumnType.TEXT)));
    private final String staging;

    /** @param except names of columns that stay as they are */
    public OwnColumns(Table table, Set<String> except) {
        this.table = table;
        for (int place = 0; place < table.columns().size(); place++) {
            Column column = table.columns().get(place);
            if (!except.contains(column.name())) {
                places.add(place);
                copied.add(column);
            }
        }
        // A session keeps the staging table: other columns are another table.
        this.staging = "own_%08x_%s".formatted(copied.toString().hashCode(), table.stagingName());
    }

    /**
     * @param rows at most one for each id
     * @return how many differed
     * @throws SQLException if PostgreSQL refuses a value or is away
     */
    public int update(Connection connection, List<Row> rows) throws SQLException {
        if (places.isEmpty()) {
            return 0;
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute("create temporary table if not exists %s (%s) on commit delete rows".formatted(
                    staging, copied.stream().map(column -> column.name() + " " + column.type().sql()).collect(Collectors.joining(", "))));
            copy(connection, rows);
            int changed = statement.executeUpdate("""
                    update %1$s stored set %2$s from %3$s derived
                    where stored.id = derived.id and (%4$s) is distinct from (%5$s)""".formatted(
                    table.qualifiedName(), each("%1$s = derived.%1$s"), staging, each("stored.%s"), each("derived.%s")));
            statement.execute("delete from " + staging);
            return changed;
        }
    }

    private String each(String format) {
        return copied.stream().skip(1).map(column -> format.formatted(column.name())).collect(Collectors.joining(", "));
    }

    private void copy(Connection connection, List<Row> rows) throws SQLException {
        BinaryRows encoded = new BinaryRows();
        rows.forEach(row -> encoded.add(copied, values(row)));
        String names = copied.stream().map(Column::name).collect(Collectors.joining(", "));
        encoded.copyInto(connection, "copy %s (%s) from stdin (format binary)".formatted(staging, names));
    }

    private @Nullable Object[] values(Row row) {
        List<@Nullable Object> values = new ArrayList<>(copied.size());
        values.add(row.id());
        places.forEach(place -> values.add(row.values().get(place)));
        return values.toArray();
    }
}
