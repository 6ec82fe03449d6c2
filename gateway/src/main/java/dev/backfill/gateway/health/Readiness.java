package dev.backfill.gateway.health;

import java.util.Map;

/**
 * Whether the gateway can serve, and what each part says.
 *
 * @param ready whether PostgreSQL and Temporal both answer
 * @param checks a sentence or value for each check, for administrators
 */
record Readiness(boolean ready, Map<String, Check> checks) {
    /** @param detail what is wrong, or what is there */
    record Check(Status status, String detail) {}

    enum Status {
        UP,
        DOWN,
        UNKNOWN
    }
}
