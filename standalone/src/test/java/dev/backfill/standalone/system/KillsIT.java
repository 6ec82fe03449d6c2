package dev.backfill.standalone.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backfill.standalone.SystemOptions;
import dev.backfill.standalone.part.JiraSite;
import dev.backfill.standalone.process.ManagedProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** {@code kill -9} of everything, at random moments of a backfill of 50,000 issues; then the sets are compared. */
class KillsIT {
    private static final int ISSUES = 50_000;
    private static final int KILLS = 12;

    @Test
    void anyProcessMayDie_atAnyTime(@TempDir Path home) {
        long seed = System.nanoTime();
        SystemOptions options = SystemOptions.in(home).withWorkers(2).withJira(JiraSite.Simulated.generated(ISSUES, 11));
        try (SystemUnderTest system = new SystemUnderTest(options)) {
            system.fault("{\"kind\":\"countLies\",\"percent\":5}");
            String id = system.start();
            List<String> killed;
            try (VisibleRows visible = VisibleRows.watch(system)) {
                killed = killAtRandom(system, id, new Random(seed));
                JsonNode run = system.awaitEnd(id);
                system.assertVerified(run);
                visible.assertNeverFell(ISSUES);
            }
            assertThat(killed).as("kills with seed %d", seed).hasSizeGreaterThanOrEqualTo(10);
            StoredSet.compare(system).assertEqual(ISSUES);
            assertCensusesAreCheap(system);
        }
    }

    /** Spread over the run by its progress, each at a moment that chance chooses within its stretch. */
    private static List<String> killAtRandom(SystemUnderTest system, String id, Random random) {
        List<String> killed = new ArrayList<>();
        for (int kill = 0; kill < KILLS; kill++) {
            system.awaitFetched(id, (long) ((kill + random.nextDouble()) * ISSUES / (KILLS + 1)));
            if (SystemUnderTest.patiently(() -> system.run(id).path("finishedAt").isString())) {
                break;
            }
            ManagedProcess victim = victim(system, kill);
            victim.awaitReady(Duration.ofMinutes(2));
            victim.kill();
            killed.add(victim.name());
        }
        return killed;
    }

    private static ManagedProcess victim(SystemUnderTest system, int kill) {
        return switch (kill % 5) {
            case 0 -> system.parts().worker(0);
            case 1 -> system.parts().database();
            case 2 -> system.parts().gateway();
            case 3 -> system.parts().temporal();
            default -> system.parts().worker(1);
        };
    }

    /** Both censuses of every partition are searches for ids. */
    private static void assertCensusesAreCheap(SystemUnderTest system) {
        JsonNode requests = SystemUnderTest.JSON.readTree(system.simulator("GET", "/admin/jira/requests", null).body());
        double share = requests.path("byRoute").path("search/jql:ids").asDouble() / requests.path("total").asDouble();
        assertThat(share).as("share of id searches in %s", requests).isLessThan(0.05);
    }
}
