package dev.backfill.workflows.source;

import java.util.List;
import java.util.Optional;

/** The registration of every source. A new source is one line here, and a folder of its own in {@code workers}. */
public final class Sources {
    public static final SourceDefinition JIRA = new SourceDefinition("jira", "Jira", 3, 2555, 3650, JiraParameters.class);

    private static final List<SourceDefinition> ALL = List.of(JIRA);

    private Sources() {}

    public static List<SourceDefinition> all() {
        return ALL;
    }

    /** The source of this exact id, if there is one. */
    public static Optional<SourceDefinition> find(String id) {
        return ALL.stream().filter(source -> source.id().equals(id)).findFirst();
    }
}
