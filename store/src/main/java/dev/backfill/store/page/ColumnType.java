package dev.backfill.store.page;

/** The types of columns that a page can fill, each with the Java type of its values. */
public enum ColumnType {
    /** {@code String}, without NUL and lone surrogates. */
    TEXT("text"),
    /** {@code Long}. */
    BIGINT("bigint"),
    /** {@code Double}. */
    DOUBLE("double precision"),
    /** {@code Boolean}. */
    BOOLEAN("boolean"),
    /** {@code java.time.Instant}. */
    TIMESTAMP("timestamptz"),
    /** {@code java.time.LocalDate}. */
    DATE("date"),
    /** {@code java.time.LocalTime}. */
    TIME("time"),
    /** {@code byte[]} of UTF-8 JSON. */
    JSONB("jsonb"),
    /** {@code byte[]}. */
    BYTES("bytea"),
    /** {@code List<String>}. */
    TEXTS("text[]");

    private final String sql;

    ColumnType(String sql) {
        this.sql = sql;
    }

    String sql() {
        return sql;
    }
}
