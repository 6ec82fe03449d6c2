package dev.backfill.benchmarks;

import dev.backfill.standalone.BackfillSystem;
import dev.backfill.standalone.SystemOptions;
import dev.backfill.standalone.part.JiraSite;
import dev.backfill.standalone.part.SimulatedSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.springframework.util.FileSystemUtils;

/**
 * Loads simulated issues end to end and measures, on the same machine in the same run, raw COPY of the same rows and fetching alone.
 * Arguments: the sizes, by default 50,000 and 500,000 issues. Prints a table for {@code docs/performance.md}.
 */
public final class LoadBenchmark {
    private LoadBenchmark() {}

    public static void main(String[] arguments) throws IOException {
        List<Integer> sizes = arguments.length == 0
                ? List.of(50_000, 500_000)
                : Arrays.stream(arguments).map(Integer::valueOf).toList();
        List<Measured> results = new ArrayList<>();
        for (int issues : sizes) {
            results.add(measure(issues));
            System.out.println(results.getLast().describe());
        }
        System.out.println();
        System.out.println(Measured.table(results));
    }

    private static Measured measure(int issues) throws IOException {
        Path home = Files.createTempDirectory("backfill-benchmark");
        SystemOptions options = SystemOptions.in(home)
                .withWorkers(1)
                .withJira(JiraSite.Simulated.generated(issues, 42))
                .withNotices(line -> System.err.println("  " + line));
        try (BackfillSystem system = BackfillSystem.start(options)) {
            System.err.println(issues + " issues: backfill");
            EndToEnd.Result run = EndToEnd.run(system, SimulatedSource.JIRA, issues);
            if (run.records() != issues) {
                throw new IllegalStateException("stored " + run.records() + " of " + issues + " issues");
            }
            System.err.println(issues + " issues: fetching alone");
            double fetchSeconds = FetchAlone.seconds(system);
            System.err.println(issues + " issues: fetching along page tokens");
            double chainSeconds = TokenChains.seconds(system);
            System.err.println(issues + " issues: raw COPY");
            double copySeconds = RawCopy.seconds(system, SourceTables.of(system, "jira"), home);
            return new Measured(run, fetchSeconds, chainSeconds, copySeconds);
        } finally {
            FileSystemUtils.deleteRecursively(home);
        }
    }
}
