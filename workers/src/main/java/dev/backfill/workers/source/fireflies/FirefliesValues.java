package dev.backfill.workers.source.fireflies;

import dev.backfill.workers.source.JsonMembers;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads members that only Fireflies has, as {@link JsonMembers} does the others. */
final class FirefliesValues {
    /** There is no recording of before, nor from after. */
    private static final Instant FIRST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("2200-01-01T00:00:00Z");

    private FirefliesValues() {}

    static @Nullable Double decimal(JsonNode node, String... path) {
        JsonNode value = JsonMembers.at(node, path);
        double number = value.isNumber() ? value.doubleValue() : Double.NaN;
        return Double.isFinite(number) ? Double.valueOf(number) : null;
    }

    /** The strings of an array; null if there is no array. */
    static @Nullable List<String> texts(JsonNode node, String... path) {
        JsonNode array = JsonMembers.at(node, path);
        if (!array.isArray()) {
            return null;
        }
        List<String> texts = new ArrayList<>();
        array.forEach(element -> {
            if (element.isString()) {
                texts.add(element.stringValue());
            }
        });
        return texts;
    }

    /** When a meeting began: {@code date} in milliseconds since 1970, else {@code dateString}. */
    static @Nullable Instant start(JsonNode transcript) {
        Instant date = time(transcript.path("date"));
        return date != null ? date : time(transcript.path("dateString"));
    }

    private static @Nullable Instant time(JsonNode value) {
        try {
            Instant time = value.isNumber() ? Instant.ofEpochMilli(milliseconds(value))
                    : value.isString() ? Instant.parse(value.stringValue()) : null;
            return time == null || time.isBefore(FIRST) || time.isAfter(LAST) ? null : time;
        } catch (DateTimeException | ArithmeticException unreadable) {
            return null;
        }
    }

    private static long milliseconds(JsonNode value) {
        BigDecimal number = value.decimalValue();
        if (number.precision() - number.scale() > 18) {
            throw new ArithmeticException("beyond every clock");
        }
        return number.longValue();
    }
}
