package dev.backfill.simulator.jira;

import dev.backfill.simulator.fault.FaultKind;
import dev.backfill.simulator.fault.Faults;
import java.util.Set;
import java.util.stream.Collectors;

/** Faults that are about single issues, whose ids are numbers. */
final class IssueFaults {

    private IssueFaults() {}

    /** The ids of those given that faults of a kind are about; each such fault counts as happened. */
    static Set<Long> fire(Faults faults, FaultKind kind, String route, Set<Long> issues) {
        Set<String> ids = issues.stream().map(String::valueOf).collect(Collectors.toUnmodifiableSet());
        return faults.fireFor(kind, route, ids).stream().map(Long::valueOf).collect(Collectors.toUnmodifiableSet());
    }
}
