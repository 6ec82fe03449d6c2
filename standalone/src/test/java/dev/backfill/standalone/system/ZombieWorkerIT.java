package dev.backfill.standalone.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.backfill.standalone.SystemOptions;
import dev.backfill.standalone.part.JiraSite;
import dev.backfill.standalone.process.ManagedProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A worker that stood still for longer than its heartbeat timeout wakes up with a page in its hands: that page is refused. */
class ZombieWorkerIT {
    private static final int ISSUES = 3_000;

    @Test
    void lateCommit_isRefused(@TempDir Path home) throws IOException {
        SystemOptions options = SystemOptions.in(home)
                .withWorkers(2)
                .withJira(JiraSite.Simulated.generated(ISSUES, 3))
                .withWorkerEnvironment(Map.of("BACKFILL_WORKERS_WINDOW_RECORDS", "1000"));
        try (SystemUnderTest system = new SystemUnderTest(options)) {
            ManagedProcess zombie = system.parts().worker(0);
            ManagedProcess second = system.parts().worker(1);
            second.stop();
            system.fault("{\"kind\":\"latency\",\"milliseconds\":400,\"route\":\"issue/bulkfetch\"}");
            String id = system.start();
            system.awaitFetched(id, 300);

            zombie.suspend();
            long windowsHeld = openLeases(system);
            second.start();
            await().atMost(Duration.ofMinutes(2)).until(() -> takenOver(system) > 0);
            // Nobody can tell the zombie that its time is over: only the lease stands between its pages and the table.
            system.parts().temporal().suspend();
            zombie.resume();
            await().atMost(Duration.ofMinutes(1))
                    .until(() -> Files.readString(zombie.log()).contains("another worker has taken it over"));
            system.parts().temporal().resume();

            system.assertVerified(system.awaitEnd(id));
            assertThat(windowsHeld).isPositive();
            StoredSet.compare(system).assertEqual(ISSUES);
            assertThat(fetchedOfWindows(system)).as("no record counted twice").isEqualTo(ISSUES);
        }
    }

    private static long openLeases(SystemUnderTest system) {
        return system.sql().sql("select count(*) from backfill_window where state = 'OPEN' and lease > 0").query(Long.class).single();
    }

    private static long takenOver(SystemUnderTest system) {
        return system.sql().sql("select count(*) from backfill_window where lease > 1").query(Long.class).single();
    }

    private static long fetchedOfWindows(SystemUnderTest system) {
        return system.sql().sql("select sum(fetched) from backfill_window where kind = 'RECORDS'").query(Long.class).single();
    }
}
