package dev.backfill.store.page;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** Rows in PostgreSQL's binary COPY format (PostgreSQL documentation, COPY, "Binary Format"), in which no text is escaped. */
final class BinaryRows {
    private static final byte[] SIGNATURE = {'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xFF, '\r', '\n', 0};
    private static final long EPOCH_SECONDS = Instant.parse("2000-01-01T00:00:00Z").getEpochSecond();
    private static final long EPOCH_DAY = LocalDate.of(2000, 1, 1).toEpochDay();
    private static final int OID_OF_TEXT = 25;
    private static final int ABSENT = -1;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 16);
    private final DataOutputStream out = new DataOutputStream(bytes);

    BinaryRows() {
        try {
            out.write(SIGNATURE);
            out.writeInt(0);
            out.writeInt(0);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    void add(List<Column> columns, @Nullable Object[] values) {
        try {
            out.writeShort(columns.size());
            for (int index = 0; index < values.length; index++) {
                Object value = values[index];
                if (value == null) {
                    out.writeInt(ABSENT);
                } else {
                    write(columns.get(index).type(), value);
                }
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private void write(ColumnType type, Object value) throws IOException {
        switch (type) {
            case TEXT -> writeBytes(((String) value).getBytes(StandardCharsets.UTF_8));
            case BYTES -> writeBytes((byte[]) value);
            case JSONB -> writeJson((byte[]) value);
            case BIGINT -> {
                out.writeInt(Long.BYTES);
                out.writeLong((Long) value);
            }
            case DOUBLE -> {
                out.writeInt(Double.BYTES);
                out.writeDouble((Double) value);
            }
            case BOOLEAN -> {
                out.writeInt(1);
                out.writeByte((Boolean) value ? 1 : 0);
            }
            case TIMESTAMP -> {
                out.writeInt(Long.BYTES);
                out.writeLong(microseconds((Instant) value));
            }
            case DATE -> {
                out.writeInt(Integer.BYTES);
                out.writeInt(Math.toIntExact(((LocalDate) value).toEpochDay() - EPOCH_DAY));
            }
            case TIME -> {
                out.writeInt(Long.BYTES);
                out.writeLong(((LocalTime) value).toNanoOfDay() / 1_000);
            }
            case TEXTS -> writeTexts((List<?>) value);
        }
    }

    private static long microseconds(Instant instant) {
        return Math.addExact(
                Math.multiplyExact(instant.getEpochSecond() - EPOCH_SECONDS, 1_000_000L), instant.getNano() / 1_000);
    }

    private void writeBytes(byte[] value) throws IOException {
        out.writeInt(value.length);
        out.write(value);
    }

    private void writeJson(byte[] json) throws IOException {
        out.writeInt(json.length + 1);
        out.writeByte(1);
        out.write(json);
    }

    private void writeTexts(List<?> texts) throws IOException {
        ByteArrayOutputStream array = new ByteArrayOutputStream();
        DataOutputStream content = new DataOutputStream(array);
        content.writeInt(texts.isEmpty() ? 0 : 1);
        content.writeInt(0);
        content.writeInt(OID_OF_TEXT);
        if (!texts.isEmpty()) {
            content.writeInt(texts.size());
            content.writeInt(1);
            for (Object text : texts) {
                byte[] utf8 = ((String) text).getBytes(StandardCharsets.UTF_8);
                content.writeInt(utf8.length);
                content.write(utf8);
            }
        }
        writeBytes(array.toByteArray());
    }

    /** Sends what was added by {@code COPY … FROM STDIN (FORMAT binary)}. */
    void copyInto(Connection connection, String statement) throws SQLException {
        byte[] rows = finish();
        CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(statement);
        try {
            copy.writeToCopy(rows, 0, rows.length);
            copy.endCopy();
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }

    byte[] finish() {
        try {
            out.writeShort(-1);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }
}
