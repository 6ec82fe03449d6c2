package dev.backfill.temporalconfig;

import java.time.Duration;

/**
 * A Temporal namespace as it should be.
 *
 * @param retention how long finished workflows stay visible; Temporal takes no less than an hour
 */
record NamespaceConfig(String name, Duration retention, String description) {
    NamespaceConfig named(String otherName) {
        return new NamespaceConfig(otherName, retention, description);
    }
}
