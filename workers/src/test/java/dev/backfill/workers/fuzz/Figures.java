package dev.backfill.workers.fuzz;

import dev.backfill.workers.fuzz.RunOutcome.End;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** How the runs over a vendor's worlds ended, by what was wrong with their listings. */
final class Figures {
    private final Vendor vendor;
    private final List<RunOutcome> outcomes = new ArrayList<>();

    Figures(Vendor vendor) {
        this.vendor = vendor;
    }

    void add(List<RunOutcome> ofAWorld) {
        outcomes.addAll(ofAWorld);
    }

    List<String> wrong() {
        return outcomes.stream().flatMap(outcome -> outcome.wrong.stream()).toList();
    }

    /** A row for each distortion, as in docs/verification.md. */
    String table() {
        return "| %s | runs | verified, exact | not verified | ended by a failure | wrong |%n|---|---|---|---|---|---|%n".formatted(vendor)
                + Arrays.stream(Distortion.values()).map(this::row).collect(Collectors.joining());
    }

    private String row(Distortion distortion) {
        List<RunOutcome> of = outcomes.stream().filter(outcome -> outcome.distortion == distortion).toList();
        long wrong = of.stream().filter(outcome -> !outcome.wrong.isEmpty()).count();
        return "| %s | %d | %d | %d | %d | %d |%n".formatted(
                distortion, of.size(), count(of, End.VERIFIED) - wrong, count(of, End.NOT_VERIFIED), count(of, End.FAILED), wrong);
    }

    private static long count(List<RunOutcome> of, End end) {
        return of.stream().filter(outcome -> outcome.end() == end).count();
    }
}
