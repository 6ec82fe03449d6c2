package dev.backfill.workers.source;

import dev.backfill.workflows.source.SourceDefinition;
import java.util.List;
import org.springframework.core.env.PropertyResolver;

/**
 * A source that this program can pull, and what this process lacks to do so.
 *
 * @param missingSettings names of the settings that are missing; none means that there is a {@link Source} for it
 */
public record ImplementedSource(SourceDefinition definition, List<String> missingSettings) {
    public ImplementedSource {
        missingSettings = List.copyOf(missingSettings);
    }

    public static ImplementedSource of(SourceDefinition definition, PropertyResolver environment) {
        return new ImplementedSource(definition, SourceSettings.missing(definition, environment));
    }
}
