package dev.backfill.gateway.health;

import dev.backfill.gateway.health.Readiness.Check;
import dev.backfill.gateway.health.Readiness.Status;
import dev.backfill.gateway.openapi.RouteDescription;
import dev.backfill.gateway.openapi.RouteDescriptions;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Examples of what the routes of health answer. They read nothing. */
@Component
class HealthDescriptions implements RouteDescriptions {
    @Override
    public List<RouteDescription> describe() {
        return List.of(
                RouteDescription.of("checkLiveness").answers(200, new HealthView(Status.UP, null)),
                RouteDescription.of("checkReadiness")
                        .answers(200, new HealthView(Status.UP, null))
                        .answers(503, new HealthView(
                                Status.DOWN, Map.of("postgresql", new Check(Status.DOWN, "does not answer within 2 seconds")))));
    }
}
