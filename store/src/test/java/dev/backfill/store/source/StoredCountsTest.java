package dev.backfill.store.source;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.backfill.store.Databases;
import dev.backfill.store.TestStore;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StoredCountsTest {
    private final StoredCounts counts = new StoredCounts(TestStore.database());

    @BeforeEach
    void create() {
        for (String statement : List.of(
                "create schema counted", "create table counted.small (id int)", "create table counted.\"a \"\"name\" (id int)",
                "create table counted.large (id int)", "create table counted.schema_history (id int)", "create view counted.seen as select 1",
                "insert into counted.small select generate_series(1, 42)", "insert into counted.large select generate_series(1, 100001)")) {
            TestStore.sql().sql(statement).update();
        }
    }

    @AfterEach
    void drop() {
        TestStore.sql().sql("drop schema counted cascade").update();
    }

    @Test
    void smallTablesAreCounted_largeOnesEstimated_historyAndViewsLeftOut() {
        TestStore.sql().sql("analyze counted.large").update();

        List<StoredCount> found = counts.of("counted");

        assertThat(found).extracting(StoredCount::table).containsExactly("a \"name", "large", "small");
        assertThat(found.get(0)).isEqualTo(new StoredCount("a \"name", 0, false));
        assertThat(found.get(1).isEstimate()).isTrue();
        assertThat(found.get(1).rows()).isEqualTo(100_001);
        assertThat(found.get(2)).isEqualTo(new StoredCount("small", 42, false));
    }

    @Test
    void userWhoMayNotRead_getsEstimates() {
        TestStore.sql().sql("analyze counted.small").update();
        TestStore.sql().sql("create role counter login password 'counter'").update();
        String url = TestStore.value("select 'jdbc:postgresql://127.0.0.1:' || inet_server_port() || '/' || current_database()");
        try (HikariDataSource poor = Databases.open(url, "counter", "counter", 1, "poor")) {
            assertThat(new StoredCounts(poor).of("counted")).contains(new StoredCount("small", 42, true));
        } finally {
            TestStore.sql().sql("drop role counter").update();
        }
    }

    @Test
    void noSuchSchema_hasNothing() {
        assertThat(counts.of("nothing")).isEmpty();
        assertThat(counts.of("counted'; drop schema counted cascade; --")).isEmpty();
        assertThat(counts.of("counted")).hasSize(3);
    }
}
