package dev.backfill.store.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.backfill.store.TestStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AuditLogTest {
    private final AuditLog audit = new AuditLog(TestStore.database());

    @BeforeEach
    void begin() {
        TestStore.clear();
    }

    @Test
    void entries_areReadLatestFirst() {
        audit.record("admin", "backfill.start", "jira-1", "request-1");
        audit.record("anyone", "sign-in", "google", null, AuditLog.REFUSED);

        var entries = audit.list(null, 10);
        assertThat(entries).extracting(AuditEntry::action).containsExactly("sign-in", "backfill.start");
        assertThat(entries).extracting(AuditEntry::outcome).containsExactly("REFUSED", "DONE");
        assertThat(entries.getLast().requestId()).isEqualTo("request-1");
        assertThat(audit.list(entries.getFirst().ordinal(), 10)).hasSize(1);
    }

    @Test
    void entryThatCannotBeWritten_failsNothing() {
        HikariDataSource closed = TestStore.open(1);
        closed.close();
        new AuditLog(closed).record("admin", "backfill.start", "jira-1", null);
        assertThat(audit.list(null, 10)).isEmpty();
    }
}
