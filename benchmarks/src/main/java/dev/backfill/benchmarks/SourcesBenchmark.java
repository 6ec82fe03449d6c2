package dev.backfill.benchmarks;

import dev.backfill.standalone.BackfillSystem;
import dev.backfill.standalone.SystemOptions;
import dev.backfill.standalone.part.JiraSite;
import dev.backfill.standalone.part.SimulatedSource;
import dev.backfill.standalone.watch.GatewayClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.util.FileSystemUtils;

/**
 * Loads each source alone, end to end, on a system of its own, and measures raw COPY of the same rows beside it. Arguments: sources
 * with their sizes, such as {@code tempo=100000}; by default all that the workers serve. Prints a table for {@code docs/performance.md}.
 */
public final class SourcesBenchmark {
    private static final Map<String, Integer> SIZES = Map.of("jira", 50_000, "notion", 2_000, "tempo", 200_000, "fireflies", 2_000);
    /** Jira's own data is only there for what others say of it. */
    private static final int ISSUES_BESIDE_OTHERS = 2_000;

    private SourcesBenchmark() {}

    private record Row(SimulatedSource source, EndToEnd.Result run, double copySeconds) {
        String line() {
            double perSecond = run.records() / run.seconds();
            return String.format(
                    Locale.ROOT,
                    "| %s | %,d %s | %,d | %.1f | %,.0f | %,.0f | %.2f | %,.1f | %d |",
                    source.id(), run.records(), source.records(), run.rows(), run.seconds(), perSecond, run.records() / copySeconds,
                    copySeconds / run.seconds(), run.requests() * 1_000.0 / run.records(), run.workerPeakMegabytes());
        }
    }

    public static void main(String[] arguments) throws IOException {
        Map<String, Integer> wanted = new LinkedHashMap<>();
        for (String argument : arguments) {
            String[] words = argument.split("=", 2);
            wanted.put(words[0], words.length > 1 ? Integer.valueOf(words[1]) : SIZES.getOrDefault(words[0], 1_000));
        }
        List<Row> rows = new ArrayList<>();
        for (SimulatedSource source : SimulatedSource.all()) {
            if (wanted.isEmpty() || wanted.containsKey(source.id())) {
                measure(source, wanted.getOrDefault(source.id(), SIZES.getOrDefault(source.id(), 1_000)), wanted.isEmpty(), rows);
            }
        }
        System.out.println();
        System.out.println(table(rows));
    }

    private static void measure(SimulatedSource source, int size, boolean onlyIfServed, List<Row> rows) throws IOException {
        boolean isJira = source.equals(SimulatedSource.JIRA);
        Path home = Files.createTempDirectory("backfill-benchmark");
        SystemOptions options = SystemOptions.in(home)
                .withWorkers(1)
                .withJira(JiraSite.Simulated.generated(isJira ? size : ISSUES_BESIDE_OTHERS, 42))
                .withOthers(isJira ? Map.of() : Map.of(source.id(), size))
                .withNotices(line -> System.err.println("  " + line));
        try (BackfillSystem system = BackfillSystem.start(options)) {
            if (onlyIfServed && !new GatewayClient(system.gatewayUri(), system.adminKey()).available().contains(source.id())) {
                System.err.println(source.id() + ": no worker serves it");
                return;
            }
            System.err.println(source.id() + ": backfill of " + size + " " + source.records());
            EndToEnd.Result run = EndToEnd.run(system, source, size);
            System.err.println(source.id() + ": raw COPY");
            rows.add(new Row(source, run, RawCopy.seconds(system, SourceTables.of(system, source.id()), home)));
            System.out.println(rows.getLast().line());
        } finally {
            FileSystemUtils.deleteRecursively(home);
        }
    }

    private static String table(List<Row> rows) {
        List<String> columns = List.of(
                "source", "records", "rows", "end to end, verified (s)", "records/s", "raw COPY of the same rows (records/s)",
                "share of raw COPY", "requests per 1,000 records", "worker's peak resident memory (MB)");
        String head = "| " + String.join(" | ", columns) + " |\n" + "|---".repeat(columns.size()) + "|\n";
        return head + rows.stream().map(Row::line).collect(Collectors.joining("\n"));
    }
}
