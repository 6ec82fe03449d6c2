package dev.backfill.simulator.tempo;

import dev.backfill.simulator.http.HttpCall;
import dev.backfill.simulator.tempo.worklog.WorklogQuery;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The parameters of a list of worklogs. Those that the third version had are refused, all others that are unknown are
 * ignored; so is {@code projectKey}, which leaves the caller with everything.
 *
 * @param limit as asked for
 */
record WorklogRequest(WorklogQuery query, int offset, int limit) {

    private static final int USUAL_LIMIT = 50;
    private static final Map<String, String> NO_LONGER_USED = Map.of("project", "projectId", "issue", "issueId");

    /** Reads a call; an {@link IllegalArgumentException} has the message of a 400. */
    static WorklogRequest read(HttpCall call) {
        NO_LONGER_USED.forEach((old, current) -> {
            if (call.query().containsKey(old)) {
                throw new IllegalArgumentException(
                        "The provided key named '%s' is no longer used, please use '%s'".formatted(old, current));
            }
        });
        Optional<LocalDate> from = date(call, "from");
        Optional<LocalDate> to = date(call, "to");
        if (from.isPresent() && to.isPresent() && from.get().isAfter(to.get())) {
            throw new IllegalArgumentException("'from' must not be after 'to'");
        }
        return new WorklogRequest(new WorklogQuery(from, to, call.parameter("updatedFrom").map(WorklogRequest::instant),
                ids(call, "projectId"), ids(call, "issueId"), order(call)),
                number(call, "offset", 0, 0), number(call, "limit", USUAL_LIMIT, 1));
    }

    private static Optional<LocalDate> date(HttpCall call, String name) {
        return call.parameter(name).map(text -> date(text, name));
    }

    private static LocalDate date(String text, String name) {
        try {
            if (text.length() == 10) {
                return LocalDate.parse(text);
            }
        } catch (DateTimeException e) {
            // Told below.
        }
        throw new IllegalArgumentException("'%s' must be valid on the format: 'yyyy-MM-dd'".formatted(name));
    }

    /** A date, whose day begins in UTC, or a date and time with an offset. */
    private static Instant instant(String text) {
        try {
            return text.contains("T") ? OffsetDateTime.parse(text).toInstant()
                    : date(text, "updatedFrom").atStartOfDay(ZoneOffset.UTC).toInstant();
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "'updatedFrom' must be valid on the format: 'yyyy-MM-dd' or 'yyyy-MM-dd'T'HH:mm:ssZ'", e);
        }
    }

    private static Set<Long> ids(HttpCall call, String name) {
        return call.query().getOrDefault(name, List.of()).stream().map(text -> {
            try {
                return Long.valueOf(text);
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException("'%s' must be a number".formatted(name), e);
            }
        }).collect(Collectors.toUnmodifiableSet());
    }

    private static WorklogQuery.Order order(HttpCall call) {
        return switch (call.parameter("orderBy").orElse("")) {
            case "" -> WorklogQuery.Order.USUAL;
            case "ID" -> WorklogQuery.Order.ID;
            case "START_DATE_TIME" -> WorklogQuery.Order.START_DATE_TIME;
            case "UPDATED" -> WorklogQuery.Order.UPDATED;
            default -> throw new IllegalArgumentException("'orderBy' must be one of ID, START_DATE_TIME, UPDATED");
        };
    }

    private static int number(HttpCall call, String name, int absent, int least) {
        try {
            int value = call.parameter(name).map(Integer::parseInt).orElse(absent);
            if (value >= least) {
                return value;
            }
        } catch (NumberFormatException e) {
            // Told below, together with numbers out of range.
        }
        throw new IllegalArgumentException("'%s' must be a number not below %d".formatted(name, least));
    }
}
