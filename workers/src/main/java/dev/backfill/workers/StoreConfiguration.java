package dev.backfill.workers;

import com.zaxxer.hikari.HikariDataSource;
import dev.backfill.store.Databases;
import dev.backfill.store.census.CensusStore;
import dev.backfill.store.page.PageWriter;
import dev.backfill.store.partition.KnownPartitions;
import dev.backfill.store.partition.PartitionStore;
import dev.backfill.store.plan.HistoryStore;
import dev.backfill.store.plan.PlanStore;
import dev.backfill.store.plan.PredictionStore;
import dev.backfill.store.run.ProgressStore;
import dev.backfill.store.run.RunStore;
import dev.backfill.store.search.SearchIndex;
import dev.backfill.store.source.SourceWorkers;
import dev.backfill.store.selection.SelectionStore;
import dev.backfill.store.verification.Evidence;
import dev.backfill.store.trouble.TroubleStore;
import dev.backfill.store.verification.FinalCensus;
import dev.backfill.store.verification.ListingAgreement;
import dev.backfill.store.verification.VerificationStore;
import dev.backfill.store.watermark.WatermarkStore;
import dev.backfill.store.window.WindowStore;
import dev.backfill.workers.observation.WorkersMetrics;
import dev.backfill.workers.secret.Secrets;
import dev.backfill.workers.settings.WorkersProperties;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The pool, and what is stored through it. */
@Configuration(proxyBeanMethods = false)
class StoreConfiguration {
    @Bean
    DataSource database(WorkersProperties.Database properties, WorkersMetrics metrics) {
        Secrets.hold(properties.password());
        HikariDataSource pool = Databases.open(
                properties.url(), properties.user(), properties.password(), properties.connections(), "backfill-workers");
        metrics.observe(pool);
        return pool;
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
    WatermarkStore watermarkStore(DataSource database) {
        return new WatermarkStore(database);
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
    SelectionStore selectionStore(DataSource database) {
        return new SelectionStore(database);
    }

    @Bean
    VerificationStore verificationStore(DataSource database) {
        return new VerificationStore(database);
    }

    @Bean
    FinalCensus finalCensus(DataSource database) {
        return new FinalCensus(database);
    }

    @Bean
    KnownPartitions knownPartitions(DataSource database) {
        return new KnownPartitions(database);
    }

    @Bean
    ListingAgreement listingAgreement(DataSource database) {
        return new ListingAgreement(database);
    }

    @Bean
    Evidence evidence(DataSource database) {
        return new Evidence(database);
    }

    @Bean
    PlanStore planStore(DataSource database) {
        return new PlanStore(database);
    }

    @Bean
    PredictionStore predictionStore(DataSource database) {
        return new PredictionStore(database);
    }

    @Bean
    HistoryStore historyStore(DataSource database) {
        return new HistoryStore(database);
    }

    @Bean
    PageWriter pageWriter(DataSource database) {
        return new PageWriter(database);
    }

    @Bean
    SearchIndex searchIndex(DataSource database) {
        return new SearchIndex(database);
    }

    @Bean
    TroubleStore troubleStore(DataSource database) {
        return new TroubleStore(database);
    }

    @Bean
    SourceWorkers sourceWorkers(DataSource database) {
        return new SourceWorkers(database);
    }
}
