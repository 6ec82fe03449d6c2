package dev.backfill.simulator.jira.site;

import java.util.List;
import java.util.OptionalInt;

/** Named things that queries refer to by name or id: statuses, issue types. */
public record Vocabulary(List<Entry> entries) {

    /** One of them. */
    public record Entry(String id, String name) {}

    /** The position of a name (any case) or id. */
    public OptionalInt position(String nameOrId) {
        for (int i = 0; i < entries.size(); i++) {
            if (entries.get(i).name().equalsIgnoreCase(nameOrId) || entries.get(i).id().equals(nameOrId)) {
                return OptionalInt.of(i);
            }
        }
        return OptionalInt.empty();
    }
}
