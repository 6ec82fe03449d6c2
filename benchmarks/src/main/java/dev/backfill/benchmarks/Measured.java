package dev.backfill.benchmarks;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * What one size came to.
 *
 * @param fetchSeconds how long fetching the same issues took, without storing them
 * @param chainSeconds how long that took along page tokens, one chain a project
 * @param copySeconds how long COPY of the same rows into identical, empty tables took
 */
record Measured(EndToEnd.Result run, double fetchSeconds, double chainSeconds, double copySeconds) {
    private double perSecond(double seconds) {
        return run.records() / seconds;
    }

    private double againstCopy() {
        return copySeconds / run.seconds();
    }

    String describe() {
        return String.format(
                Locale.ROOT,
                "%,d issues (%,d rows): end to end %.1f s, raw COPY %.1f s, fetching alone %.1f s: %.2f of raw COPY; worker %d MB at its peak",
                run.records(), run.rows(), run.seconds(), copySeconds, fetchSeconds, againstCopy(), run.workerPeakMegabytes());
    }

    static String table(List<Measured> results) {
        StringBuilder table = new StringBuilder("| | ");
        results.forEach(result -> table.append(String.format(Locale.ROOT, "%,d issues | ", result.run().records())));
        table.append("\n|---|").append("---|".repeat(results.size())).append('\n');
        row(table, results, "rows in its tables", result -> String.format(Locale.ROOT, "%,d", result.run().rows()));
        row(table, results, "end to end, verified (s)", result -> format(result.run().seconds()));
        row(table, results, "end to end (issues/s)", result -> format(result.perSecond(result.run().seconds())));
        row(table, results, "raw COPY of the same rows (issues/s)", result -> format(result.perSecond(result.copySeconds())));
        row(table, results, "fetching alone, by id in bulk (issues/s)", result -> format(result.perSecond(result.fetchSeconds())));
        row(table, results, "fetching alone, along page tokens (issues/s)", result -> format(result.perSecond(result.chainSeconds())));
        row(table, results, "end to end as a share of raw COPY", result -> String.format(Locale.ROOT, "%.2f", result.againstCopy()));
        row(table, results, "worker's peak resident memory (MB)", result -> String.valueOf(result.run().workerPeakMegabytes()));
        row(table, results, "Temporal events per 1,000 issues", result -> format(result.run().events() * 1_000.0 / result.run().records()));
        row(table, results, "longest history (events)", result -> String.valueOf(result.run().longestHistory()));
        row(table, results, "requests to the source", result -> String.format(Locale.ROOT, "%,d", result.run().requests()));
        row(table, results, "of these for both censuses (%)", result -> format(result.run().listRequests() * 100.0 / result.run().requests()));
        return table.toString();
    }

    private static String format(double number) {
        return String.format(Locale.ROOT, number < 100 ? "%.1f" : "%,.0f", number);
    }

    private static void row(StringBuilder table, List<Measured> results, String name, Function<Measured, String> value) {
        table.append("| ").append(name).append(" | ");
        results.forEach(result -> table.append(value.apply(result)).append(" | "));
        table.append('\n');
    }
}
