package dev.backfill.gateway.database;

import com.zaxxer.hikari.HikariDataSource;
import dev.backfill.gateway.retention.RetentionSettings;
import dev.backfill.store.Databases;
import dev.backfill.store.account.AccountStore;
import dev.backfill.store.account.SessionStore;
import dev.backfill.store.account.TokenHolders;
import dev.backfill.store.account.UsedNonces;
import dev.backfill.store.apikey.ApiKeyStore;
import dev.backfill.store.audit.AuditLog;
import dev.backfill.store.limit.LimitBuckets;
import dev.backfill.store.event.RunEventStore;
import dev.backfill.store.event.RunNotifications;
import dev.backfill.store.retention.Retention;
import dev.backfill.store.monitoring.FigureStore;
import dev.backfill.store.failure.FailureStore;
import dev.backfill.store.partition.PartitionEnds;
import dev.backfill.store.partition.PartitionStore;
import dev.backfill.store.run.Idempotency;
import dev.backfill.store.run.ProgressStore;
import dev.backfill.store.run.RunBatches;
import dev.backfill.store.run.RunStore;
import dev.backfill.store.source.SourceStatusStore;
import dev.backfill.store.source.SourceWorkers;
import dev.backfill.store.source.StoredCounts;
import dev.backfill.store.selection.FailedScope;
import dev.backfill.store.selection.SelectionStore;
import dev.backfill.store.verification.Evidence;
import dev.backfill.store.verification.VerificationStore;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The pool, which connects late: the gateway starts, and says what is wrong, also while PostgreSQL is away. */
@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {
    /** A caller over HTTP should hear that PostgreSQL is away before its own patience ends. */
    private static final long LONGEST_WAIT_FOR_CONNECTION_MILLIS = 5_000;

    @Bean(destroyMethod = "close")
    HikariDataSource dataSource(DatabaseSettings settings) {
        HikariDataSource pool =
                Databases.open(settings.url(), settings.user(), settings.password(), settings.connections(), "backfill-gateway");
        pool.setConnectionTimeout(LONGEST_WAIT_FOR_CONNECTION_MILLIS);
        return pool;
    }

    @Bean
    AccountStore accountStore(DataSource database) {
        return new AccountStore(database);
    }

    @Bean
    SessionStore sessionStore(DataSource database) {
        return new SessionStore(database);
    }

    @Bean
    UsedNonces usedNonces(DataSource database) {
        return new UsedNonces(database);
    }

    @Bean
    TokenHolders tokenHolders(DataSource database) {
        return new TokenHolders(database);
    }

    @Bean
    ApiKeyStore apiKeyStore(DataSource database) {
        return new ApiKeyStore(database);
    }

    @Bean
    AuditLog auditLog(DataSource database) {
        return new AuditLog(database);
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
    Evidence evidence(DataSource database) {
        return new Evidence(database);
    }

    @Bean
    VerificationStore verificationStore(DataSource database) {
        return new VerificationStore(database);
    }

    @Bean
    FigureStore figureStore(DataSource database) {
        return new FigureStore(database);
    }

    @Bean
    Idempotency idempotency(DataSource database, RunStore runs, RetentionSettings retention) {
        return new Idempotency(database, runs, retention.idempotencyKeys());
    }

    @Bean
    RunEventStore runEventStore(DataSource database) {
        return new RunEventStore(database);
    }

    /** On a connection beside the pool: it is in use for as long as the gateway runs. */
    @Bean
    RunNotifications runNotifications(DatabaseSettings settings) {
        return new RunNotifications(settings.url(), settings.user(), settings.password(), "backfill-gateway-events");
    }

    @Bean
    Retention retention(DataSource database) {
        return new Retention(database);
    }

    @Bean
    RunBatches runBatches(DataSource database) {
        return new RunBatches(database);
    }

    @Bean
    SourceWorkers sourceWorkers(DataSource database) {
        return new SourceWorkers(database);
    }

    @Bean
    SourceStatusStore sourceStatusStore(DataSource database, RunStore runs) {
        return new SourceStatusStore(database, runs);
    }

    @Bean
    StoredCounts storedCounts(DataSource database) {
        return new StoredCounts(database);
    }

    @Bean
    LimitBuckets limitBuckets(DataSource database, Clock clock) {
        return new LimitBuckets(database, clock);
    }

    @Bean
    PartitionStore partitionStore(DataSource database) {
        return new PartitionStore(database);
    }

    @Bean
    PartitionEnds partitionEnds(DataSource database) {
        return new PartitionEnds(database);
    }

    @Bean
    SelectionStore selectionStore(DataSource database) {
        return new SelectionStore(database);
    }

    @Bean
    FailedScope failedScope(DataSource database) {
        return new FailedScope(database);
    }

    @Bean
    FailureStore failureStore(DataSource database) {
        return new FailureStore(database);
    }
}
