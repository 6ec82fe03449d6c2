package dev.backfill.workers.source;

import dev.backfill.workflows.source.Sources;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** The sources that this process serves, by id: those of its program that have their settings. */
@Component
public class SourceRegistry {
    private final Map<String, Source> sources;

    /** @throws IllegalStateException if what is implemented and has its settings is not what there are beans of, naming which */
    @Autowired
    SourceRegistry(ObjectProvider<Source> beans, List<ImplementedSource> implemented) {
        this(beans.stream().toList());
        Set<String> complete = implemented.stream()
                .filter(source -> source.missingSettings().isEmpty())
                .map(source -> source.definition().id())
                .collect(Collectors.toSet());
        if (!complete.equals(sources.keySet())) {
            throw new IllegalStateException(
                    "the sources that have their settings are " + complete + ", but the beans are " + sources.keySet());
        }
    }

    /** @throws IllegalStateException if one of them is not registered in {@code Sources}, naming which */
    public SourceRegistry(Collection<Source> served) {
        sources = served.stream().collect(Collectors.toMap(Source::id, Function.identity()));
        for (String id : sources.keySet()) {
            if (Sources.find(id).isEmpty()) {
                throw new IllegalStateException("the source '" + id + "' is not registered in Sources");
            }
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
