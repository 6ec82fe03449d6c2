package dev.backfill.workers;

import dev.backfill.store.Databases;
import dev.backfill.store.census.CensusStore;
import dev.backfill.store.page.PageWriter;
import dev.backfill.store.partition.PartitionStore;
import dev.backfill.store.run.ProgressStore;
import dev.backfill.store.run.RunStore;
import dev.backfill.store.verification.VerificationStore;
import dev.backfill.store.window.WindowStore;
import dev.backfill.workers.settings.WorkersProperties;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The pool, and what is stored through it. */
@Configuration(proxyBeanMethods = false)
class StoreConfiguration {
    @Bean
    DataSource database(WorkersProperties.Database properties) {
        return Databases.open(
                properties.url(), properties.user(), properties.password(), properties.connections(), "backfill-workers");
    }

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    RunStore runStore(DataSource database) {
        return new RunStore(database);
    }

    @Bean
    ProgressStore progressStore(DataSource database) {
        return new ProgressStore(database);
    }

    @Bean
    PartitionStore partitionStore(DataSource database) {
        return new PartitionStore(database);
    }

    @Bean
    WindowStore windowStore(DataSource database) {
        return new WindowStore(database);
    }

    @Bean
    CensusStore censusStore(DataSource database) {
        return new CensusStore(database);
    }

    @Bean
    VerificationStore verificationStore(DataSource database) {
        return new VerificationStore(database);
    }

    @Bean
    PageWriter pageWriter(DataSource database) {
        return new PageWriter(database);
    }
}
