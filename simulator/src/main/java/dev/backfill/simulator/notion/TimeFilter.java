package dev.backfill.simulator.notion;

import dev.backfill.simulator.notion.workspace.Entry;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Filters of queries: times of creation and last edit, and their combination by {@code and} and {@code or}. */
final class TimeFilter {

    private TimeFilter() {}

    static Predicate<Entry> read(JsonNode filter) {
        if (filter.isMissingNode() || filter.isNull()) {
            return _ -> true;
        }
        if (filter.path("and").isArray()) {
            return filter.path("and").valueStream().map(TimeFilter::read).reduce(_ -> true, Predicate::and);
        }
        if (filter.path("or").isArray()) {
            return filter.path("or").valueStream().map(TimeFilter::read).reduce(_ -> false, Predicate::or);
        }
        for (String time : new String[] {"last_edited_time", "created_time"}) {
            if (filter.path(time) instanceof ObjectNode conditions && !conditions.isEmpty()
                    && filter.path("timestamp").asString(time).equals(time)) {
                return conditions(conditions, time.equals("created_time") ? Entry::created : Entry::edited);
            }
        }
        throw invalid("body.filter should be a filter by `timestamp` (the only ones that are simulated), instead was `" + filter + "`.");
    }

    private static Predicate<Entry> conditions(ObjectNode conditions, ToLongFunction<Entry> time) {
        return conditions.propertyStream().map(condition -> {
            Predicate<Long> test = test(condition.getKey(), span(condition.getValue().asString("")));
            return (Predicate<Entry>) entry -> test.test(time.applyAsLong(entry));
        }).reduce(_ -> true, Predicate::and);
    }

    /** From the first to the last millisecond of a day, or one instant. */
    private record Span(long first, long last) {}

    private static Predicate<Long> test(String condition, Span span) {
        return switch (condition) {
            case "before" -> time -> time < span.first();
            case "on_or_before" -> time -> time <= span.last();
            case "after" -> time -> time > span.last();
            case "on_or_after" -> time -> time >= span.first();
            case "equals" -> time -> time >= Entry.minute(span.first()) && time <= span.last();
            default -> throw invalid("body.filter condition `%s` is not simulated.".formatted(condition));
        };
    }

    private static Span span(String text) {
        try {
            if (text.length() == "2026-01-31".length()) {
                long first = LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
                return new Span(first, first + Duration.ofDays(1).toMillis() - 1);
            }
            boolean hasZone = text.matches(".*(Z|[+-]\\d\\d:?\\d\\d)$");
            long instant = hasZone ? OffsetDateTime.parse(text).toInstant().toEpochMilli()
                    : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC).toEpochMilli();
            return new Span(instant, instant);
        } catch (DateTimeException e) {
            throw invalid("body.filter date should be a valid ISO 8601 date string, instead was `\"%s\"`.".formatted(text));
        }
    }

    private static Refusal invalid(String message) {
        return new Refusal(NotionErrors.invalid("body failed validation: " + message));
    }
}
