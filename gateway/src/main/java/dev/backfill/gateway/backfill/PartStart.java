package dev.backfill.gateway.backfill;

import dev.backfill.store.run.Run;
import dev.backfill.store.run.RunScope;
import dev.backfill.workflows.run.RunMode;
import dev.backfill.workflows.source.SourceDefinition;
import dev.backfill.workflows.source.Sources;
import java.util.Map;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Makes the start of a run over a part of an earlier one, with that one's source and parameters. */
@Component
class PartStart {
    private final JsonMapper json;

    PartStart(JsonMapper json) {
        this.json = json;
    }

    /** @param name what was asked for, in words that are the same when it is asked for again */
    StartRequest of(Run origin, String name, RunScope scope) {
        return of(origin, name, scope, new Period.Fixed(origin.range()));
    }

    StartRequest of(Run origin, String name, RunScope scope, Period period) {
        Map<String, Object> parameters = json.readValue(origin.parameters(), new TypeReference<>() {});
        return new StartRequest(
                source(origin), period, parameters, PullFields.DEFAULT_PARALLELISM, null, null, RunMode.FULL, new StartRequest.Part(name, scope));
    }

    static SourceDefinition source(Run run) {
        return Sources.find(run.source()).orElseThrow(() -> new IllegalStateException("a run of a source that is not registered"));
    }
}
