package dev.backfill.store.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import dev.backfill.store.TestRun;
import dev.backfill.store.TestStore;
import dev.backfill.store.page.IdPage;
import dev.backfill.store.page.PageWriter;
import dev.backfill.store.run.RunStore;
import dev.backfill.store.window.LeasedWindow;
import dev.backfill.workflows.plan.WindowKind;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RunNotificationsTest {
    private static final String SESSION = "listening-test";

    private final List<String> heard = new CopyOnWriteArrayList<>();
    private Thread listening;

    @BeforeEach
    void listen() {
        TestStore.clear();
        String url = ((HikariDataSource) TestStore.database()).getJdbcUrl();
        RunNotifications notifications = new RunNotifications(url, "postgres", "postgres", SESSION);
        listening = Thread.ofVirtual().start(() -> notifications.listen(new Noting()));
        await().until(() -> heard.contains("connected"));
    }

    @AfterEach
    void stop() throws InterruptedException {
        listening.interrupt();
        assertThat(listening.join(java.time.Duration.ofSeconds(5))).as("an interrupted listener ends").isTrue();
    }

    private final class Noting implements RunNotifications.Listener {
        @Override
        public void connected() {
            heard.add("connected");
        }

        @Override
        public void changed(String runId) {
            heard.add("changed " + runId);
        }

        @Override
        public void progressed(String runId) {
            heard.add("progressed " + runId);
        }
    }

    @Test
    void transitions_areHeardOnceCommitted() {
        new RunStore(TestStore.database()).insert(TestRun.asked("run-1"));

        await().untilAsserted(() -> assertThat(heard).containsExactly("connected", "changed run-1"));
    }

    @Test
    void sessionThatIsTerminated_isReplaced() {
        TestStore.sql().sql("select pg_terminate_backend(pid) from pg_stat_activity where application_name = ?")
                .param(SESSION).query().singleRow();
        await().until(() -> heard.stream().filter("connected"::equals).count() == 2);
        new RunStore(TestStore.database()).insert(TestRun.asked("run-1"));

        await().untilAsserted(() -> assertThat(heard).containsExactly("connected", "connected", "changed run-1"));
    }

    @Test
    void pages_areToldAtMostOnceASecond() {
        LeasedWindow window = TestRun.underWay("run-1").leased(WindowKind.CENSUS);
        PageWriter writer = new PageWriter(TestStore.database());
        long begun = System.nanoTime();
        int pages = 0;
        while (heard.stream().filter("progressed run-1"::equals).count() < 2) {
            writer.write(window, new IdPage(List.of("id-" + pages++), "next"));
        }
        long seconds = (System.nanoTime() - begun) / 1_000_000_000;

        assertThat(seconds).isGreaterThanOrEqualTo(1);
        assertThat(pages).isGreaterThan(5);
        assertThat(heard.stream().filter("progressed run-1"::equals).count()).isLessThanOrEqualTo(seconds + 1);
    }
}
