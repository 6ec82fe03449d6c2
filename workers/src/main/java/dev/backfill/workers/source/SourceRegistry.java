package dev.backfill.workers.source;

import dev.backfill.workflows.source.SourceDefinition;
import dev.backfill.workflows.source.Sources;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** The sources of this process, by id. */
@Component
public class SourceRegistry {
    private final Map<String, Source> sources;

    /** @throws IllegalStateException if {@code Sources} and the beans differ, naming which */
    public SourceRegistry(List<Source> beans) {
        sources = beans.stream().collect(Collectors.toMap(Source::id, Function.identity()));
        Set<String> registered = Sources.all().stream().map(SourceDefinition::id).collect(Collectors.toSet());
        if (!registered.equals(sources.keySet())) {
            throw new IllegalStateException(
                    "the sources registered in Sources are " + registered + ", but the beans are " + sources.keySet());
        }
    }

    /** @throws IllegalArgumentException if there is none of this id */
    public Source get(String id) {
        Source source = sources.get(id);
        if (source == null) {
            throw new IllegalArgumentException("this worker has no source '" + id + "', only " + sources.keySet());
        }
        return source;
    }

    public Set<String> ids() {
        return sources.keySet();
    }
}
