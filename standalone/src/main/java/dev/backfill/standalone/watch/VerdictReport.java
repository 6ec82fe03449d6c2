package dev.backfill.standalone.watch;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What came out of a run, for people and for programs.
 *
 * @param kills the kills of {@code --chaos} that happened while it ran
 * @param killsExpected how many there were to be; 0 without {@code --chaos}
 */
public record VerdictReport(RunView run, List<Chaos.Kill> kills, int killsExpected) {
    private static final int IDS_SHOWN = 5;

    /** Verified, and as often hurt as was asked for. */
    public boolean isGood() {
        return run.isVerified() && kills.size() >= killsExpected;
    }

    /** In words: {@code verified}, or what differs. */
    public String verdict() {
        Verification verification = run.verification();
        if (run.isVerified()) {
            return "verified";
        }
        return verification == null || verification.verdict().isEmpty() || verification.isVerified()
                ? run.state().toLowerCase(Locale.ROOT).replace('_', ' ')
                : verification.verdict().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** Lines to show. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("stored       " + ProgressLine.number(stored()) + " of " + ProgressLine.number(expected()) + " expected" + speed());
        if (run.reason() != null && !run.reason().isBlank()) {
            lines.add("reason       " + run.reason());
        }
        if (run.verification() != null) {
            run.verification().findings().forEach((kind, finding) -> lines.add("%-12s %s%s"
                    .formatted(kind, ProgressLine.number(finding.count()), examples(finding))));
        }
        lines.add("dead letters " + ProgressLine.number(run.failed()));
        if (killsExpected > 0) {
            lines.add("kills        " + killed());
        }
        return lines;
    }

    /** One object; {@code seconds} and {@code recordsPerSecond} are 0 if the run never started. */
    public String json() {
        ObjectNode json = JsonMapper.shared().createObjectNode();
        json.put("id", run.id()).put("state", run.state()).put("verdict", verdict()).put("reason", run.reason());
        json.put("stored", stored()).put("expected", expected()).put("deadLetters", run.failed());
        json.put("seconds", seconds()).put("recordsPerSecond", Math.round(recordsPerSecond()));
        if (run.verification() != null) {
            run.verification().findings().forEach((kind, finding) -> {
                ObjectNode node = json.putObject(kind).put("count", finding.count());
                finding.ids().forEach(node.putArray("ids")::add);
            });
        }
        if (killsExpected > 0) {
            json.put("kills", kills.size());
        }
        return json.put("ok", isGood()).toString();
    }

    private long stored() {
        return run.verification() == null ? run.handled() - run.failed() : run.verification().stored();
    }

    private long expected() {
        return run.verification() == null ? run.expected() : run.verification().expected();
    }

    private double seconds() {
        return run.took().map(Duration::toMillis).orElse(0L) / 1000.0;
    }

    private double recordsPerSecond() {
        return seconds() > 0 ? stored() / seconds() : 0;
    }

    private String speed() {
        return run.took()
                .map(took -> ", in " + ProgressLine.time(took) + " (" + ProgressLine.number(Math.round(recordsPerSecond())) + " records/s)")
                .orElse("");
    }

    private String killed() {
        String byName = kills.stream()
                .collect(Collectors.groupingBy(kill -> kill.name().replaceFirst("-\\d+$", ""), Collectors.counting()))
                .entrySet().stream().map(entry -> entry.getKey() + " " + entry.getValue()).sorted().collect(Collectors.joining(", "));
        String few = kills.size() < killsExpected
                ? "; the run ended before the other " + (killsExpected - kills.size()) + ": give it more --issues"
                : "";
        return kills.size() + " of " + killsExpected + (byName.isEmpty() ? "" : " (" + byName + ")") + few;
    }

    private static String examples(Verification.Finding finding) {
        if (finding.ids().isEmpty()) {
            return "";
        }
        List<String> shown = finding.ids().stream().limit(IDS_SHOWN).toList();
        return ": " + String.join(", ", shown) + (finding.count() > shown.size() ? ", \u2026" : "");
    }
}
