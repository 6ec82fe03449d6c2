package dev.backfill.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.backfill.gateway.HttpCalls.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Readiness against a database that is a version behind, or ahead: Flyway's history is what is looked at. */
@ExtendWith(SharedGateway.class)
class SchemaVersionTest {
    private RunningGateway gateway;
    private JdbcClient database;

    @BeforeEach
    void keep(RunningGateway running) {
        gateway = running;
        database = JdbcClient.create(running.database());
        database.sql("create table history_kept as select * from schema_history").update();
    }

    @AfterEach
    void restore() {
        database.sql("truncate schema_history").update();
        database.sql("insert into schema_history select * from history_kept").update();
        database.sql("drop table history_kept").update();
        awaitDetail("UP", "tables of version");
    }

    @Test
    void olderTables_areNotReady_andSayWhatToDo() {
        database.sql("update schema_history set version = '0.9'").update();
        assertThat(awaitDetail("DOWN", "of version 0.9, older than").status()).isEqualTo(503);
        assertThat(awaitDetail("DOWN", "run the migrations").status()).isEqualTo(503);
        assertThat(new HttpCalls(gateway.port()).get("/health/ready").body().toString()).isEqualTo("{\"status\":\"DOWN\"}");
    }

    @Test
    void migrationThatFailed_doesNotCount() {
        database.sql("update schema_history set success = false").update();
        assertThat(awaitDetail("DOWN", "has no tables: run the migrations").status()).isEqualTo(503);
    }

    @Test
    void newerTables_areFine() {
        database.sql("""
                        insert into schema_history select installed_rank + 100, '1000', description, type, script, checksum, installed_by,
                            installed_on, execution_time, success from history_kept order by installed_rank desc limit 1""")
                .update();
        assertThat(awaitDetail("UP", "of version 1000, newer than").status()).isEqualTo(200);
    }

    /** What was found is kept for a second. */
    private Answer awaitDetail(String status, String detail) {
        return await().until(() -> gateway.calls().get("/health/ready"), answer -> {
            var check = answer.body().path("checks").path("postgresql");
            return check.path("status").asString("").equals(status) && check.path("detail").asString("").contains(detail);
        });
    }

    /** The in-memory server cannot tell who polls; a system test asks a real one. */
    @Test
    void everyTaskQueueThatIsServed_isAskedFor_andDoesNotDecide() {
        Answer ready = gateway.calls().get("/health/ready");
        assertThat(ready.status()).isEqualTo(200);
        assertThat(ready.body().path("checks").path("workers").path("status").asString()).isNotEqualTo("UP");
        assertThat(ready.body().path("checks").path("workers").path("detail").asString())
                .contains("of backfill:", "of backfill-jira:")
                .doesNotContain("backfill-slack");
    }
}
