package dev.backfill.gateway.source;

import dev.backfill.store.source.SourceStatusStore;
import dev.backfill.workflows.source.SourceDefinition;
import dev.backfill.workflows.source.Sources;
import org.springframework.stereotype.Component;

/** Sources as callers see them. Blocks. */
@Component
public class ReadSources {
    private final SourceAvailability availability;
    private final ParameterViews parameters;
    private final SourceStatusStore statuses;
    private final StoredRows stored;

    ReadSources(SourceAvailability availability, ParameterViews parameters, SourceStatusStore statuses, StoredRows stored) {
        this.availability = availability;
        this.parameters = parameters;
        this.statuses = statuses;
        this.stored = stored;
    }

    public SourcesView all() {
        return new SourcesView(Sources.all().stream().map(this::one).toList());
    }

    SourceView one(SourceDefinition source) {
        return SourceView.of(
                source, availability.of(source), parameters.of(source), statuses.of(source.id()), stored.of(source.id()));
    }
}
