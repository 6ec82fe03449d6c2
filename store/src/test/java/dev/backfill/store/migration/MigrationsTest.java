package dev.backfill.store.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backfill.store.TestStore;
import org.flywaydb.core.api.FlywayException;
import org.junit.jupiter.api.Test;

class MigrationsTest {
    @Test
    void appliedAgain_changesNothing() {
        long before = TestStore.count("schema_history");
        Migrations.migrateControlTables(TestStore.database());

        assertThat(before).isPositive();
        assertThat(TestStore.count("schema_history")).isEqualTo(before);
    }

    @Test
    void changedMigration_isRefused_andNotRepaired() {
        int checksum = TestStore.sql().sql("select checksum from schema_history where version = '1'").query(Integer.class).single();
        TestStore.sql().sql("update schema_history set checksum = checksum + 1 where version = '1'").update();
        try {
            assertThatThrownBy(() -> Migrations.migrateControlTables(TestStore.database())).isInstanceOf(FlywayException.class);
            assertThat(TestStore.value("select checksum from schema_history where version = '1'")).isEqualTo(String.valueOf(checksum + 1));
        } finally {
            TestStore.sql().sql("update schema_history set checksum = ? where version = '1'").param(checksum).update();
        }
    }

    @Test
    void absentLocation_isAnError() {
        assertThatThrownBy(() -> Migrations.migrateSource(TestStore.database(), "absent", "classpath:dev/backfill/nothing"))
                .isInstanceOf(FlywayException.class);
    }
}
