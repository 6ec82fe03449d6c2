package dev.backfill.workers.source;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads members of a vendor's JSON, along a path of names. What is absent, null or of another shape is null: the record itself is kept
 * whole in {@code raw}.
 */
public final class JsonMembers {
    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999Z");

    private JsonMembers() {}

    /** The member itself; a missing node if there is none. */
    public static JsonNode at(JsonNode node, String... path) {
        JsonNode value = node;
        for (String name : path) {
            value = value.path(name);
        }
        return value;
    }

    /** A string, or a number as it is written: ids are one or the other. */
    public static @Nullable String text(JsonNode node, String... path) {
        JsonNode value = at(node, path);
        if (value.isString()) {
            return value.stringValue();
        }
        return value.isNumber() ? value.asString() : null;
    }

    public static @Nullable Long number(JsonNode node, String... path) {
        JsonNode value = at(node, path);
        return value.isIntegralNumber() && value.canConvertToLong() ? Long.valueOf(value.longValue()) : null;
    }

    public static @Nullable Boolean flag(JsonNode node, String... path) {
        JsonNode value = at(node, path);
        return value.isBoolean() ? Boolean.valueOf(value.booleanValue()) : null;
    }

    /** A time with its offset in the form of ISO 8601, as {@link #time(JsonNode, Function)} has it. */
    public static @Nullable Instant time(JsonNode node, String... path) {
        return time(at(node, path), text -> OffsetDateTime.parse(text).toInstant());
    }

    /**
     * Null also for a time outside the years 1 to 9999, which no database and no person has a use for.
     *
     * @param read throws {@link DateTimeException} for what is no time
     */
    public static @Nullable Instant time(JsonNode value, Function<String, Instant> read) {
        Instant time = parsed(value, read);
        return time == null || time.isBefore(FIRST) || time.isAfter(LAST) ? null : time;
    }

    /** Null also for a date outside the years 1 to 9999. */
    public static @Nullable LocalDate date(JsonNode node, String... path) {
        LocalDate date = parsed(at(node, path), LocalDate::parse);
        return date == null || date.getYear() < 1 || date.getYear() > 9999 ? null : date;
    }

    /** @param read throws {@link DateTimeException} for what it cannot read */
    public static <T> @Nullable T parsed(JsonNode value, Function<String, T> read) {
        try {
            return value.isString() ? read.apply(value.stringValue()) : null;
        } catch (DateTimeException unreadable) {
            return null;
        }
    }
}
