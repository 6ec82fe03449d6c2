package dev.backfill.store.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backfill.store.TestStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.postgresql.PGConnection;

/** Through a real COPY, read back as PostgreSQL prints it. */
class BinaryRowsTest {
    private static final List<Column> EVERY_TYPE = Arrays.stream(ColumnType.values())
            .map(type -> new Column(type.name().toLowerCase(java.util.Locale.ROOT) + "_value", type))
            .toList();

    private static List<String> copied(List<Column> columns, Object[]... rows) throws SQLException, IOException {
        BinaryRows encoded = new BinaryRows();
        for (Object[] row : rows) {
            encoded.add(columns, row);
        }
        try (Connection connection = TestStore.database().getConnection();
                Statement statement = connection.createStatement()) {
            String definitions = columns.stream().map(column -> column.name() + " " + column.type().sql()).collect(Collectors.joining(", "));
            statement.execute("drop table if exists copied");
            statement.execute("create temporary table copied (ordinal int generated always as identity, " + definitions + ")");
            String names = columns.stream().map(Column::name).collect(Collectors.joining(", "));
            connection.unwrap(PGConnection.class).getCopyAPI()
                    .copyIn("copy copied (" + names + ") from stdin (format binary)", new ByteArrayInputStream(encoded.finish()));
            String texts = columns.stream().map(column -> "coalesce(" + column.name() + "::text, '(null)')").collect(Collectors.joining(" || '|' || "));
            try (ResultSet result = statement.executeQuery("select " + texts + " from copied order by ordinal")) {
                java.util.ArrayList<String> all = new java.util.ArrayList<>();
                while (result.next()) {
                    all.add(result.getString(1));
                }
                return all;
            }
        }
    }

    static Stream<Arguments> values() {
        return Stream.of(
                Arguments.of(ColumnType.TEXT, "tab\tquote\"back\\slash\nline 日本 🙂", "tab\tquote\"back\\slash\nline 日本 🙂"),
                Arguments.of(ColumnType.TEXT, "", ""),
                Arguments.of(ColumnType.TEXT, "\\N", "\\N"),
                Arguments.of(ColumnType.BIGINT, Long.MIN_VALUE, "-9223372036854775808"),
                Arguments.of(ColumnType.BIGINT, Long.MAX_VALUE, "9223372036854775807"),
                Arguments.of(ColumnType.DOUBLE, 0.1, "0.1"),
                Arguments.of(ColumnType.DOUBLE, Double.NaN, "NaN"),
                Arguments.of(ColumnType.DOUBLE, Double.NEGATIVE_INFINITY, "-Infinity"),
                Arguments.of(ColumnType.BOOLEAN, true, "true"),
                Arguments.of(ColumnType.BOOLEAN, false, "false"),
                Arguments.of(ColumnType.TIMESTAMP, Instant.parse("0001-01-01T00:00:00Z"), "0001-01-01 00:00:00+00"),
                Arguments.of(ColumnType.TIMESTAMP, Instant.parse("9999-12-31T23:59:59.999999Z"), "9999-12-31 23:59:59.999999+00"),
                Arguments.of(ColumnType.TIMESTAMP, Instant.parse("2000-01-01T00:00:00Z"), "2000-01-01 00:00:00+00"),
                Arguments.of(ColumnType.TIMESTAMP, Instant.parse("1999-12-31T23:59:59.000001Z"), "1999-12-31 23:59:59.000001+00"),
                Arguments.of(ColumnType.TIMESTAMP, Instant.parse("1969-12-31T23:59:59.999999999Z"), "1969-12-31 23:59:59.999999+00"),
                Arguments.of(ColumnType.DATE, LocalDate.of(1, 1, 1), "0001-01-01"),
                Arguments.of(ColumnType.DATE, LocalDate.of(9999, 12, 31), "9999-12-31"),
                Arguments.of(ColumnType.DATE, LocalDate.of(2024, 2, 29), "2024-02-29"),
                Arguments.of(ColumnType.TIME, LocalTime.MIN, "00:00:00"),
                Arguments.of(ColumnType.TIME, LocalTime.of(23, 59, 59, 999_999_999), "23:59:59.999999"),
                Arguments.of(ColumnType.JSONB, Samples.utf8("{\"b\": [1, 2.50], \"a\": null}"), "{\"a\": null, \"b\": [1, 2.50]}"),
                Arguments.of(ColumnType.BYTES, new byte[] {0, 1, (byte) 0xFF}, "\\x0001ff"),
                Arguments.of(ColumnType.BYTES, new byte[0], "\\x"),
                Arguments.of(ColumnType.TEXTS, List.of("one", "two, \"quoted\"", "", "日"), "{one,\"two, \\\"quoted\\\"\",\"\",日}"),
                Arguments.of(ColumnType.TEXTS, List.of(), "{}"));
    }

    @ParameterizedTest
    @MethodSource("values")
    void value_arrivesAsItWasGiven(ColumnType type, Object value, String printed) throws Exception {
        assertThat(copied(List.of(new Column("value", type)), new Object[] {value})).containsExactly(printed);
    }

    @Test
    void everyType_canBeNull_besideOthers() throws Exception {
        Object[] nulls = new Object[EVERY_TYPE.size()];
        Object[] full = {"text", 1L, 1.5, true, Instant.EPOCH, LocalDate.EPOCH, LocalTime.NOON, Samples.utf8("1"), new byte[] {1}, List.of("x")};

        assertThat(copied(EVERY_TYPE, nulls, full, nulls)).containsExactly(
                "(null)|(null)|(null)|(null)|(null)|(null)|(null)|(null)|(null)|(null)",
                "text|1|1.5|true|1970-01-01 00:00:00+00|1970-01-01|12:00:00|1|\\x01|{x}",
                "(null)|(null)|(null)|(null)|(null)|(null)|(null)|(null)|(null)|(null)");
    }

    @Test
    void noRows_areACopyOfNothing() throws Exception {
        assertThat(copied(EVERY_TYPE)).isEmpty();
    }

    @Test
    void longText_arrivesWhole() throws Exception {
        String text = "日".repeat(1_700_000);
        assertThat(copied(List.of(new Column("value", ColumnType.TEXT)), new Object[] {text})).containsExactly(text);
    }

    @Test
    void tableNames_areOnlyPlainIdentifiers() {
        for (String unsafe : List.of("", "Item", "item; drop table x", "item\"", "1item", "item.part", "x".repeat(42))) {
            assertThatThrownBy(() -> new Table("sample", unsafe, "box_id", false, List.of())).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> new Table(unsafe, "item", "box_id", false, List.of())).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> new Table("sample", "item", unsafe, false, List.of())).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> new Table("sample", "item", "box_id", false, List.of(new Column(unsafe, ColumnType.TEXT))))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void rowOfAnotherWidth_isRefused() {
        Row row = new Row("a", "box", null, null, List.of("only one"), new byte[0], new byte[0], List.of());
        assertThatThrownBy(() -> Samples.ITEM.values(row, "run", 1)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("sample.item");
    }
}
