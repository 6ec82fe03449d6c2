package dev.backfill.benchmarks;

import dev.backfill.standalone.BackfillSystem;
import dev.backfill.standalone.SystemOptions;
import dev.backfill.store.source.SourceWorkers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.springframework.util.FileSystemUtils;

/**
 * Starts through the gateway beside bare starts of the same workflow, in turns, so that both meet the same Temporal. Nothing is
 * pulled: no worker runs, and one is only reported to be there. Prints a table for {@code docs/performance.md}.
 */
public final class GatewayBenchmark {
    private static final int ROUNDS = 3;
    private static final Duration WARM_UP = Duration.ofSeconds(30);
    private static final Duration ROUND = Duration.ofSeconds(8);

    private record Pair(int clients, Load bare, Load gateway) {}

    private GatewayBenchmark() {}

    public static void main(String[] arguments) throws IOException {
        Path home = Files.createTempDirectory("backfill-benchmark");
        SystemOptions options = SystemOptions.in(home)
                .withWorkers(0)
                .withNotices(line -> System.err.println("  " + line));
        try (BackfillSystem system = BackfillSystem.start(options);
                BareStarts bare = new BareStarts(system);
                ScheduledExecutorService reports = Executors.newSingleThreadScheduledExecutor()) {
            SourceWorkers workers = new SourceWorkers(system.dataSource());
            reports.scheduleAtFixedRate(() -> workers.report("jira", "benchmark", List.of()), 0, 15, TimeUnit.SECONDS);
            GatewayStarts gateway = new GatewayStarts(system, home);
            for (int clients : List.of(1, 64)) {
                bare.measure(clients, WARM_UP);
                gateway.measure(clients, WARM_UP);
            }
            // The busy one first: it leaves warm code to the one that would take minutes to warm it.
            Pair many = measure(64, bare, gateway);
            print(List.of(measure(1, bare, gateway), many));
            reports.shutdownNow();
        } finally {
            FileSystemUtils.deleteRecursively(home);
        }
    }

    private static Pair measure(int clients, BareStarts bare, GatewayStarts gateway) {
        List<Load> bareRounds = new ArrayList<>();
        List<Load> gatewayRounds = new ArrayList<>();
        for (int round = 1; round <= ROUNDS; round++) {
            bareRounds.add(bare.measure(clients, ROUND));
            gatewayRounds.add(gateway.measure(clients, ROUND));
            System.err.println("  " + clients + " clients: bare " + bareRounds.getLast() + ", gateway " + gatewayRounds.getLast());
        }
        return new Pair(clients, median(bareRounds), median(gatewayRounds));
    }

    private static Load median(List<Load> rounds) {
        return rounds.stream().sorted(Comparator.comparing(Load::perSecond)).toList().get(rounds.size() / 2);
    }

    private static void print(List<Pair> pairs) {
        System.out.println("| clients | bare: starts/s | p50 (ms) | p99 (ms) | gateway: starts/s | p50 (ms) | p99 (ms) | latency, gateway to bare | throughput, gateway to bare |");
        System.out.println("|---|---|---|---|---|---|---|---|---|");
        for (Pair pair : pairs) {
            System.out.printf(
                    Locale.ROOT,
                    "| %d | %.1f | %.1f | %.1f | %.1f | %.1f | %.1f | %.2f | %.2f |%n",
                    pair.clients(),
                    pair.bare().perSecond(), pair.bare().medianMillis(), pair.bare().p99Millis(),
                    pair.gateway().perSecond(), pair.gateway().medianMillis(), pair.gateway().p99Millis(),
                    pair.gateway().medianMillis() / pair.bare().medianMillis(),
                    pair.gateway().perSecond() / pair.bare().perSecond());
        }
    }
}
