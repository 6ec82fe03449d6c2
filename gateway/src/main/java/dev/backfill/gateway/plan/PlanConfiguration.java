package dev.backfill.gateway.plan;

import dev.backfill.store.plan.PlanStore;
import dev.backfill.store.plan.PredictionStore;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The stores of plans and predictions. */
@Configuration(proxyBeanMethods = false)
class PlanConfiguration {
    @Bean
    PlanStore planStore(DataSource database) {
        return new PlanStore(database);
    }

    @Bean
    PredictionStore predictionStore(DataSource database) {
        return new PredictionStore(database);
    }
}
