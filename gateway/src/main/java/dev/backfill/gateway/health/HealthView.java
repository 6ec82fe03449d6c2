package dev.backfill.gateway.health;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.backfill.gateway.health.Readiness.Check;
import dev.backfill.gateway.health.Readiness.Status;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** @param checks only for who sends the admin key */
@JsonInclude(JsonInclude.Include.NON_NULL)
record HealthView(Status status, @Nullable Map<String, Check> checks) {}
