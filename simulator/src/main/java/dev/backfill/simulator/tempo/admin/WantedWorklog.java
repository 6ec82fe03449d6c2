package dev.backfill.simulator.tempo.admin;

import dev.backfill.simulator.tempo.worklog.Mutations;
import dev.backfill.simulator.tempo.worklog.Worklog;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads what an order to create or edit asks for. */
final class WantedWorklog {

    private static final List<String> NAMES = List.of("issueId", "authorAccountId", "zone", "startDate", "startTime",
            "timeSpentSeconds", "billableSeconds", "description", "attributes");
    private static final LocalTime USUAL_TIME = LocalTime.of(9, 0);

    private WantedWorklog() {}

    /**
     * Reads a body; an {@link IllegalArgumentException} names what was not understood.
     *
     * @param before the worklog that is edited, whose date and time stay if they are not given
     */
    static Mutations.Wanted read(ObjectNode body, Optional<Worklog> before) {
        for (String name : body.propertyNames()) {
            if (!NAMES.contains(name)) {
                throw new IllegalArgumentException("unknown field '%s'".formatted(name));
            }
        }
        try {
            return new Mutations.Wanted(number(body, "issueId"), text(body, "authorAccountId"),
                    text(body, "zone").map(ZoneId::of), start(body, before.map(Worklog::start)),
                    number(body, "timeSpentSeconds"), number(body, "billableSeconds"), text(body, "description"),
                    Optional.ofNullable(body.get("attributes")).map(WantedWorklog::attributes));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("not a date, time or zone: " + e.getMessage(), e);
        }
    }

    private static Optional<LocalDateTime> start(ObjectNode body, Optional<LocalDateTime> before) {
        Optional<LocalDate> date = text(body, "startDate").map(LocalDate::parse);
        Optional<LocalTime> time = text(body, "startTime").map(LocalTime::parse);
        if (date.isEmpty() && time.isEmpty()) {
            return Optional.empty();
        }
        LocalDate day = date.or(() -> before.map(LocalDateTime::toLocalDate))
                .orElseThrow(() -> new IllegalArgumentException("startTime needs a startDate"));
        return Optional.of(day.atTime(time.orElseGet(() -> before.map(LocalDateTime::toLocalTime).orElse(USUAL_TIME))));
    }

    private static Optional<String> text(ObjectNode body, String name) {
        return Optional.ofNullable(body.get(name)).map(JsonNode::asString);
    }

    private static Optional<Long> number(ObjectNode body, String name) {
        return Optional.ofNullable(body.get(name)).map(value -> {
            if (!value.isIntegralNumber()) {
                throw new IllegalArgumentException("%s must be a whole number".formatted(name));
            }
            return value.asLong();
        });
    }

    private static Map<String, String> attributes(JsonNode object) {
        Map<String, String> attributes = new LinkedHashMap<>();
        object.forEachEntry((key, value) -> attributes.put(key, value.asString()));
        return attributes;
    }
}
