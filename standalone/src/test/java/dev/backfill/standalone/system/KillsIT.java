package dev.backfill.standalone.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.backfill.standalone.SystemOptions;
import dev.backfill.standalone.part.JiraSite;
import dev.backfill.standalone.process.ManagedProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** {@code kill -9} of everything, at random moments while every source is pulled at once; then the sets are compared. */
class KillsIT {
    private static final int ISSUES = 25_000;
    /** The others are slower, and so take about as long. */
    private static final Map<String, Integer> OTHERS = Map.of("notion", 400, "tempo", 10_000, "fireflies", 400);
    private static final int KILLS = 11;

    @Test
    void anyProcessMayDie_atAnyTime(@TempDir Path home) {
        long seed = System.nanoTime();
        SystemOptions options = SystemOptions.in(home)
                .withWorkers(2)
                .withJira(JiraSite.Simulated.generated(ISSUES, 11).with(SharedSystem.SIMULATOR))
                .withOthers(SourcesUnderTest.others(source -> OTHERS.get(source.id())));
        try (SystemUnderTest system = new SystemUnderTest(options)) {
            system.fault("{\"kind\":\"countLies\",\"percent\":-5}");
            // However soon the processes are back, there is somebody at work to be killed.
            others().forEach(source -> system.fault(source, "{\"kind\":\"latency\",\"milliseconds\":250}"));
            SideBySide runs = SideBySide.start(system);
            List<String> killed;
            try (VisibleRows visible = VisibleRows.watch(system)) {
                killed = killAtRandom(system, runs, new Random(seed));
                others().forEach(source -> system.admin(source, "DELETE", "faults", null));
                runs.assertVerified();
                runs.forEach((source, id) -> {
                    StoredSet stored = StoredSet.compare(system, source);
                    // Of the others some are trashed, hidden or out of the period, as their manifests say.
                    stored.assertEqual(source == SourcesUnderTest.JIRA ? ISSUES : OTHERS.get(source.id()) / 2);
                    visible.assertNeverFell(source, stored.compared());
                });
            }
            assertThat(killed).as("kills with seed %d", seed).hasSizeGreaterThanOrEqualTo(10);
            assertCensusesAreCheap(system);
        }
    }

    private static List<SourceUnderTest> others() {
        return SourcesUnderTest.all().stream().filter(source -> source != SourcesUnderTest.JIRA).toList();
    }

    /** Spread over the runs by their progress, each at a moment that chance chooses within its stretch. */
    private static List<String> killAtRandom(SystemUnderTest system, SideBySide runs, Random random) {
        List<String> killed = new ArrayList<>();
        for (int kill = 0; kill < KILLS; kill++) {
            double due = (kill + random.nextDouble()) / (KILLS + 1);
            await().atMost(Duration.ofMinutes(3))
                    .pollInterval(Duration.ofMillis(50))
                    .until(() -> SystemUnderTest.patiently(() -> runs.fraction() >= due));
            if (SystemUnderTest.patiently(runs::haveEnded)) {
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
