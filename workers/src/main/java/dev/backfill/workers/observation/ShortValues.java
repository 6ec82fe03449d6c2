package dev.backfill.workers.observation;

import ch.qos.logback.classic.spi.ILoggingEvent;
import org.springframework.boot.json.JsonWriter.Members;
import org.springframework.boot.json.JsonWriter.ValueProcessor;
import org.springframework.boot.logging.structured.StructuredLoggingJsonMembersCustomizer;

/** Cuts long values in JSON log lines, as the pattern in {@code workers.yml} does in plain ones; line breaks are escaped by JSON itself. */
public final class ShortValues implements StructuredLoggingJsonMembersCustomizer<ILoggingEvent> {
    private static final int MOST_CHARACTERS = 8_192;

    @Override
    public void customize(Members<ILoggingEvent> members) {
        members.applyingValueProcessor(ValueProcessor.of(String.class, ShortValues::cut));
    }

    private static String cut(String value) {
        return value.length() <= MOST_CHARACTERS ? value : value.substring(0, MOST_CHARACTERS) + "…";
    }
}
