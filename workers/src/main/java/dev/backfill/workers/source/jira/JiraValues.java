package dev.backfill.workers.source.jira;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads members of Jira's JSON. What is absent, null or of another shape is null: the record itself is kept whole in {@code raw}. */
final class JiraValues {
    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999Z");

    private JiraValues() {}

    static @Nullable String text(JsonNode node, String... path) {
        JsonNode value = at(node, path);
        if (value.isString()) {
            return value.stringValue();
        }
        return value.isNumber() ? value.asString() : null;
    }

    static @Nullable Long number(JsonNode node, String... path) {
        JsonNode value = at(node, path);
        return value.isIntegralNumber() && value.canConvertToLong() ? Long.valueOf(value.longValue()) : null;
    }

    static @Nullable Boolean flag(JsonNode node, String... path) {
        JsonNode value = at(node, path);
        return value.isBoolean() ? Boolean.valueOf(value.booleanValue()) : null;
    }

    /** Null also for a time outside the years 1 to 9999, which no database and no person has a use for. */
    static @Nullable Instant time(JsonNode node, String... path) {
        JsonNode value = at(node, path);
        if (!value.isString()) {
            return null;
        }
        try {
            Instant time = JiraTime.parse(value.stringValue());
            return time.isBefore(FIRST) || time.isAfter(LAST) ? null : time;
        } catch (DateTimeException unreadable) {
            return null;
        }
    }

    static @Nullable LocalDate date(JsonNode node, String... path) {
        JsonNode value = at(node, path);
        try {
            LocalDate date = value.isString() ? LocalDate.parse(value.stringValue()) : null;
            return date == null || date.getYear() < 1 || date.getYear() > 9999 ? null : date;
        } catch (DateTimeException unreadable) {
            return null;
        }
    }

    /** The texts of an array: its strings, or the names of its objects; null if there is no array. */
    static @Nullable List<String> texts(JsonNode node, String... path) {
        JsonNode array = at(node, path);
        if (!array.isArray()) {
            return null;
        }
        List<String> texts = new ArrayList<>();
        for (JsonNode element : array) {
            String text = element.isObject() ? text(element, "name") : text(element);
            if (text != null) {
                texts.add(text);
            }
        }
        return texts;
    }

    private static JsonNode at(JsonNode node, String... path) {
        JsonNode value = node;
        for (String name : path) {
            value = value.path(name);
        }
        return value;
    }
}
