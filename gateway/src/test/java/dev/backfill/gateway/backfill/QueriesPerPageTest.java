package dev.backfill.gateway.backfill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backfill.gateway.RunningGateway;
import dev.backfill.gateway.SharedGateway;
import dev.backfill.store.plan.PredictionStore;
import dev.backfill.store.run.NewRun;
import dev.backfill.store.run.ProgressStore;
import dev.backfill.store.run.RunStore;
import dev.backfill.store.selection.SelectionStore;
import dev.backfill.store.verification.Evidence;
import dev.backfill.store.verification.VerificationStore;
import dev.backfill.workflows.run.RunState;
import dev.backfill.workflows.verify.Verdict;
import dev.backfill.workflows.source.DateRange;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import tools.jackson.databind.json.JsonMapper;

@ExtendWith(SharedGateway.class)
class QueriesPerPageTest {
    private final AtomicInteger statements = new AtomicInteger();

    @Test
    void pageOfRuns_takesFiveQueries_howeverManyAreOnIt(RunningGateway gateway) {
        RunStore plain = new RunStore(gateway.database());
        for (int number = 10; number < 30; number++) {
            String id = "jira-2026-11-23-q" + number + "a";
            plain.insert(new NewRun(id, "jira", new DateRange(Instant.EPOCH, Instant.parse("2001-01-01T00:00:00Z")), "{}", null, null));
            plain.finish(id, RunState.COMPLETED, Verdict.VERIFIED, null);
            // Hours of a day that no other test has.
            JdbcClient.create(gateway.database())
                    .sql("update backfill_run set requested_at = timestamptz '1999-01-01T00:00:00Z' + make_interval(hours => ?) where id = ?")
                    .params(number - 10, id).update();
        }
        DataSource counted = counted(gateway.database());
        ReadBackfills backfills = new ReadBackfills(
                new RunStore(counted),
                new ProgressStore(counted),
                new PredictionStore(counted),
                new VerificationStore(counted),
                new Evidence(counted),
                new SelectionStore(counted),
                // There is one page, so none is written.
                new BackfillCursor(null),
                JsonMapper.shared(),
                Clock.systemUTC());

        assertThat(queriesOf(backfills, 1)).isEqualTo(5);
        assertThat(queriesOf(backfills, 20)).isEqualTo(5);
    }

    private int queriesOf(ReadBackfills backfills, int hours) {
        statements.set(0);
        Instant from = Instant.parse("1999-01-01T00:00:00Z");
        assertThat(backfills.list(new BackfillFilter(null, null, Set.of(), from, from.plus(hours, ChronoUnit.HOURS), 100, null)).backfills())
                .hasSize(hours);
        return statements.get();
    }

    private DataSource counted(DataSource database) {
        return new DelegatingDataSource(database) {
            @Override
            public Connection getConnection() throws SQLException {
                return counted(super.getConnection());
            }
        };
    }

    private Connection counted(Connection connection) {
        return (Connection) Proxy.newProxyInstance(
                Connection.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("prepareStatement")) {
                        statements.incrementAndGet();
                    }
                    try {
                        return method.invoke(connection, arguments);
                    } catch (InvocationTargetException failure) {
                        throw failure.getCause();
                    }
                });
    }
}
