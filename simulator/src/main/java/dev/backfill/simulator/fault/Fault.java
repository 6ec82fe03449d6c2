package dev.backfill.simulator.fault;

import dev.backfill.simulator.json.Json;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A fault that was asked for, and how often it happened. */
public final class Fault {

    private final FaultKind kind;
    private final ObjectNode settings;
    private final InstantSource clock;
    private final Instant end;
    private final Set<String> ids;
    private long asked;
    private long fired;

    private Fault(FaultKind kind, ObjectNode settings, InstantSource clock) {
        this.kind = kind;
        this.settings = settings;
        this.clock = clock;
        this.end = settings.has("seconds") ? clock.instant().plusSeconds(settings.get("seconds").asLong()) : Instant.MAX;
        this.ids = Set.copyOf(Json.texts(settings.get("ids")));
    }

    /** Reads a fault; an {@link IllegalArgumentException} names what is not known. */
    static Fault read(ObjectNode json, InstantSource clock) {
        String name = json.path("kind").asString("");
        FaultKind kind = FaultKind.of(name)
                .orElseThrow(() -> new IllegalArgumentException("unknown kind '%s'".formatted(name)));
        for (String member : json.propertyNames()) {
            if (!kind.takes(member)) {
                throw new IllegalArgumentException("unknown field '%s' of kind '%s'".formatted(member, name));
            }
        }
        return new Fault(kind, json, clock);
    }

    /** What goes wrong. */
    public FaultKind kind() {
        return kind;
    }

    /** The ids it is about. */
    public Set<String> ids() {
        return ids;
    }

    /** A setting as a whole number. */
    public int number(String name, int absent) {
        JsonNode value = settings.path(name);
        return value.isNumber() ? value.asInt() : absent;
    }

    /** A setting as text. */
    public String text(String name, String absent) {
        return settings.path(name).asString(absent);
    }

    /** Whether a setting is there and neither null nor false. */
    public boolean has(String name) {
        return settings.hasNonNull(name) && !(settings.get(name).isBoolean() && !settings.get(name).asBoolean());
    }

    /** Whether it is about calls of a route; a route before a colon stands for all its variants. */
    boolean concerns(String route) {
        String wanted = text("route", route);
        return wanted.equals(route) || route.startsWith(wanted + ":");
    }

    /** Whether it happens this time; counts it if so. */
    synchronized boolean fire() {
        if (isOver()) {
            return false;
        }
        asked++;
        if (asked % Math.max(1, number("every", 1)) != 0) {
            return false;
        }
        fired++;
        Faults.markFired();
        return true;
    }

    private boolean isOver() {
        return clock.instant().isAfter(end) || settings.has("count") && fired >= number("count", 0);
    }

    /** Its settings with {@code fired} and {@code active}. */
    synchronized ObjectNode toJson() {
        return settings.deepCopy().put("fired", fired).put("active", !isOver());
    }
}
