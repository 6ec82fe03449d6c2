package dev.backfill.simulator.fireflies.graphql;

import dev.backfill.simulator.fireflies.error.ErrorCode;
import dev.backfill.simulator.fireflies.error.FirefliesError;
import dev.backfill.simulator.fireflies.error.FirefliesException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The arguments of {@code transcripts}, checked as docs.fireflies.ai/graphql-api/query/transcripts has them. */
final class TranscriptsArguments {

    private static final int MOST = 50;
    private static final int LONGEST_KEYWORD = 255;
    private static final List<String> ONE_OF_THEM = List.of("organizer_email", "participant_email", "user_id", "mine");

    private final Map<String, Object> values;

    /** Checks them; a {@link FirefliesException} names what is wrong. */
    TranscriptsArguments(Map<String, Object> values) {
        this.values = values;
        if (number("limit", MOST) > MOST) {
            throw invalid("limit", "max", "limit must not be greater than " + MOST);
        }
        if (number("limit", MOST) < 1) {
            throw invalid("limit", "min", "limit must not be less than 1");
        }
        if (number("skip", 0) < 0) {
            throw invalid("skip", "min", "skip must not be less than 0");
        }
        if (text("title").isPresent() && text("keyword").isPresent()) {
            throw invalid("title", "isMutuallyExclusive", "title and keyword exclude each other");
        }
        if (text("keyword").filter(keyword -> keyword.length() > LONGEST_KEYWORD).isPresent()) {
            throw invalid("keyword", "maxLength", "keyword must be shorter than or equal to %d characters".formatted(LONGEST_KEYWORD));
        }
        if (text("scope").isPresent() && text("keyword").isEmpty()) {
            throw new FirefliesException(FirefliesError.argument(ErrorCode.ARGS_REQUIRED, "keyword", "isDefined",
                    "keyword is required with scope"));
        }
        if (ONE_OF_THEM.stream().filter(name -> values.get(name) != null).count() > 1) {
            throw invalid("organizer_email", "isMutuallyExclusive", "only one of %s at a time".formatted(ONE_OF_THEM));
        }
    }

    int limit() {
        return number("limit", MOST);
    }

    int skip() {
        return number("skip", 0);
    }

    Optional<String> text(String name) {
        return Optional.ofNullable(values.get(name)).map(Object::toString);
    }

    List<String> texts(String name) {
        return values.get(name) instanceof List<?> list ? list.stream().map(String::valueOf).toList() : List.of();
    }

    boolean isTrue(String name) {
        return Boolean.TRUE.equals(values.get(name));
    }

    Optional<Double> decimal(String name) {
        return Optional.ofNullable(values.get(name)).map(value -> ((Number) value).doubleValue());
    }

    /** Epoch milliseconds. */
    Optional<Long> date(String name) {
        return text(name).map(text -> parse(name, text).toEpochMilli());
    }

    private static Instant parse(String name, String text) {
        try {
            if (text.length() <= 10) {
                return LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
            }
            // Without an offset it is UTC.
            return text.matches(".*(Z|[+-]\\d\\d:?\\d\\d)") ? OffsetDateTime.parse(text).toInstant()
                    : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            throw invalid(name, "isDate", name + " must be a Date instance");
        }
    }

    private int number(String name, int absent) {
        return values.get(name) instanceof Number number ? number.intValue() : absent;
    }

    private static FirefliesException invalid(String name, String constraint, String message) {
        return new FirefliesException(FirefliesError.argument(ErrorCode.INVALID_ARGUMENTS, name, constraint, message));
    }
}
