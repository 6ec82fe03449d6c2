package dev.backfill.standalone.part;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What gateway and workers are told in the environment, as in production.
 *
 * @param adminKey the gateway's admin key
 * @param jwtSecret with which the gateway signs tokens; as fresh as the admin key, so that what was signed before a start is void
 */
public record Connections(EmbeddedDatabase database, TemporalDevServer temporal, String namespace, String adminKey, String jwtSecret) {
    Map<String, String> shared() {
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("BACKFILL_DATABASE_URL", database.jdbcUrl());
        environment.put("BACKFILL_DATABASE_USER", database.user());
        environment.put("BACKFILL_DATABASE_PASSWORD", database.password());
        environment.put("BACKFILL_TEMPORAL_ADDRESS", temporal.address());
        environment.put("BACKFILL_TEMPORAL_NAMESPACE", namespace);
        return environment;
    }
}
