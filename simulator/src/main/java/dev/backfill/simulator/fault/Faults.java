package dev.backfill.simulator.fault;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/** The faults that are active now. */
public final class Faults {

    /** Each call is answered on a thread of its own. */
    private static final ThreadLocal<Boolean> FIRED = ThreadLocal.withInitial(() -> false);

    private final List<Fault> active = new CopyOnWriteArrayList<>();
    private final InstantSource clock;

    /** @param clock ends faults that last for some seconds */
    public Faults(InstantSource clock) {
        this.clock = clock;
    }

    /** Adds one; an {@link IllegalArgumentException} names what is not known. */
    public void add(ObjectNode json) {
        active.add(Fault.read(json, clock));
    }

    /** Removes all. */
    public void clear() {
        active.clear();
    }

    /** All that were added since they were last cleared, with how often each happened. */
    public List<ObjectNode> list() {
        return active.stream().map(Fault::toJson).toList();
    }

    /** The fault of a kind that happens to this call of a route, if one does; it counts as happened. */
    public Optional<Fault> fire(FaultKind kind, String route) {
        for (Fault fault : active) {
            if (fault.kind() == kind && fault.concerns(route) && fault.fire()) {
                return Optional.of(fault);
            }
        }
        return Optional.empty();
    }

    /** The faults of a kind that happen to this call of a route, which is about these ids; each counts as happened. */
    public List<Fault> about(FaultKind kind, String route, Set<String> ids) {
        return active.stream()
                .filter(fault -> fault.kind() == kind && fault.concerns(route))
                .filter(fault -> fault.ids().stream().anyMatch(ids::contains) && fault.fire())
                .toList();
    }

    /** The ids of those given that faults of a kind are about; each such fault counts as happened. */
    public Set<String> fireFor(FaultKind kind, String route, Set<String> ids) {
        return about(kind, route, ids).stream()
                .flatMap(fault -> fault.ids().stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    static void markFired() {
        FIRED.set(true);
    }

    /** Begins a call of this thread, to which nothing has happened yet. */
    public static void forgetFired() {
        FIRED.set(false);
    }

    /** Whether any fault happened to this thread's call. */
    public static boolean hasFired() {
        return FIRED.get();
    }
}
