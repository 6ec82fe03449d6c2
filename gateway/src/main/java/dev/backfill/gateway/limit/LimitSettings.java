package dev.backfill.gateway.limit;

import dev.backfill.workflows.source.SourceDefinition;
import dev.backfill.workflows.source.Sources;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How many requests are permitted; each at least 1.
 *
 * @param hour of a client in an hour; {@code BACKFILL_LIMITS_HOUR}
 * @param day of a client in a day; {@code BACKFILL_LIMITS_DAY}
 * @param loginPerMinute sign-ins from an address in a minute; {@code BACKFILL_LIMITS_LOGIN_PER_MINUTE}
 * @param startsPerHour starts of a client in an hour, {@code registered} with each source, or exceptions such as
 *     {@code jira=5,github=1}; {@code BACKFILL_LIMITS_STARTS_PER_HOUR}
 */
public record LimitSettings(
        @DefaultValue("200") long hour,
        @DefaultValue("1000") long day,
        @DefaultValue("10") long loginPerMinute,
        @DefaultValue("registered") String startsPerHour) {
    private static final long MOST = 1_000_000_000;
    private static final Pattern EXCEPTION = Pattern.compile("\\s*([a-z0-9-]+)\\s*=\\s*([0-9]{1,9})\\s*");

    /** What is wrong, one sentence each. */
    public List<String> problems() {
        List<String> problems = new ArrayList<>();
        Map.of("BACKFILL_LIMITS_HOUR", hour, "BACKFILL_LIMITS_DAY", day, "BACKFILL_LIMITS_LOGIN_PER_MINUTE", loginPerMinute)
                .forEach((name, value) -> {
                    if (value < 1 || value > MOST) {
                        problems.add(name + " must be from 1 to " + MOST + ". A limit cannot be switched off.");
                    }
                });
        try {
            exceptions();
        } catch (IllegalArgumentException wrong) {
            problems.add("BACKFILL_LIMITS_STARTS_PER_HOUR must be registered, or exceptions such as jira=5, each at least 1, of the sources "
                    + String.join(", ", Sources.all().stream().map(SourceDefinition::id).toList()) + ".");
        }
        return problems;
    }

    long startsPerHour(SourceDefinition source) {
        return exceptions().getOrDefault(source.id(), (long) source.startsPerHour());
    }

    private Map<String, Long> exceptions() {
        Map<String, Long> exceptions = new HashMap<>();
        if (startsPerHour.isBlank() || startsPerHour.strip().equals("registered")) {
            return exceptions;
        }
        for (String part : startsPerHour.split(",", -1)) {
            Matcher exception = EXCEPTION.matcher(part);
            boolean known = exception.matches() && Sources.find(exception.group(1)).isPresent();
            if (!known || Long.parseLong(exception.group(2)) < 1 || exceptions.put(exception.group(1), Long.valueOf(exception.group(2))) != null) {
                throw new IllegalArgumentException(part);
            }
        }
        return exceptions;
    }
}
