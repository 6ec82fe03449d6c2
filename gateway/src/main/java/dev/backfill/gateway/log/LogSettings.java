package dev.backfill.gateway.log;

import java.util.List;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How log lines are written.
 *
 * @param format {@code text}, or {@code json} for one JSON object a line; {@code BACKFILL_LOG_FORMAT}. {@code gateway.yml} says what is
 *     in either
 */
public record LogSettings(@DefaultValue("text") String format) {
    /** What is wrong, one sentence each. */
    public List<String> problems() {
        return List.of("text", "json").contains(format) ? List.of() : List.of("BACKFILL_LOG_FORMAT must be text or json.");
    }
}
