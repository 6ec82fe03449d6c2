package dev.backfill.gateway.database;

import com.zaxxer.hikari.HikariDataSource;
import dev.backfill.store.Databases;
import dev.backfill.store.run.Idempotency;
import dev.backfill.store.run.ProgressStore;
import dev.backfill.store.run.RunStore;
import dev.backfill.store.verification.VerificationStore;
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
    RunStore runStore(DataSource database) {
        return new RunStore(database);
    }

    @Bean
    ProgressStore progressStore(DataSource database) {
        return new ProgressStore(database);
    }

    @Bean
    VerificationStore verificationStore(DataSource database) {
        return new VerificationStore(database);
    }

    @Bean
    Idempotency idempotency(DataSource database, RunStore runs) {
        return new Idempotency(database, runs);
    }
}
