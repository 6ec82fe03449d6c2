package dev.backfill.gateway.legacy;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.backfill.gateway.backfill.Period;
import dev.backfill.gateway.backfill.StartRequest;
import dev.backfill.gateway.backfill.StartRoute.Started;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The old answer to a start.
 *
 * @param taskId the run's id
 * @param params what was asked for, with defaults filled in, and lists separated by commas
 */
record QueuedView(boolean success, @JsonProperty("task_id") String taskId, String source, Map<String, Object> params, String message) {
    static QueuedView of(Started started) {
        StartRequest request = started.request();
        Map<String, Object> params = new LinkedHashMap<>();
        String period = switch (request.period()) {
            case Period.LastDays(long days) -> {
                params.put("days", days);
                yield "last " + days + (days == 1 ? " day" : " days");
            }
            case Period.Days(var from, var to) -> {
                params.put("from_date", from);
                if (to != null) {
                    params.put("to_date", to);
                }
                yield from + " to " + (to == null ? "today" : to);
            }
            case Period.Fixed planned -> "the period of its plan";
        };
        request.parameters().forEach((name, value) -> addOwn(params, name, value));
        String message = request.source().displayName() + " backfill queued for " + period;
        return new QueuedView(true, started.accepted().id(), request.source().id(), params, message);
    }

    private static void addOwn(Map<String, Object> params, String name, Object value) {
        String snake = name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
        if (!(value instanceof List<?> list)) {
            params.put(snake, value);
        } else if (!list.isEmpty()) {
            params.put(snake, String.join(",", list.stream().map(String::valueOf).toList()));
        }
    }
}
