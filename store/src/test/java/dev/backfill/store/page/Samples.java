package dev.backfill.store.page;

import dev.backfill.store.TestRun;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Pages of the invented source: boxes of items, and notes on them. */
public final class Samples {
    public static final Table ITEM = new Table("sample", "item", "box_id", false,
            List.of(new Column("name", ColumnType.TEXT), new Column("size", ColumnType.BIGINT)));
    public static final Table NOTE = new Table("sample", "note", "item_id", true, List.of(new Column("body", ColumnType.TEXT)));
    public static final Instant CREATED = Instant.parse("2021-01-01T00:00:00Z");
    public static final Instant UPDATED = Instant.parse("2024-05-06T07:08:09Z");

    private Samples() {}

    public static Row item(String id, String name, @Nullable Instant updated) {
        return item(id, name, updated, "{\"name\":\"" + name + "\"}");
    }

    public static Row item(String id, String name, @Nullable Instant updated, String raw) {
        return new Row(id, TestRun.BOX, CREATED, updated, Arrays.asList(name, (long) name.length()), utf8(raw), sha256(raw), List.of());
    }

    public static Row note(String id, String item, String body, Instant updated) {
        return new Row(id, item, CREATED, updated, List.of(body), utf8("{\"body\":\"" + body + "\"}"), sha256(body), List.of());
    }

    /** An item without anything said about its notes. */
    public static PageRecord alone(Row item) {
        return new PageRecord(item, Map.of(), Set.of());
    }

    public static PageRecord withNotes(Row item, Row... notes) {
        return new PageRecord(item, Map.of(NOTE, List.of(notes)), Set.of());
    }

    /** An item of whose notes some could not be fetched. */
    public static PageRecord withSomeNotes(Row item, Row... notes) {
        return new PageRecord(item, Map.of(NOTE, List.of(notes)), Set.of(NOTE));
    }

    public static RecordPage page(long fetchOrder, @Nullable String next, PageRecord... records) {
        return new RecordPage(fetchOrder, ITEM, List.of(records), List.of(), next);
    }

    public static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    public static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(utf8(text));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
