package dev.backfill.standalone.watch;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What came out of one run, for people and for programs. */
public record VerdictReport(RunView run) {
    private static final int IDS_SHOWN = 5;

    /** In words: {@code verified}, {@code verified except} or {@code not verified}; before there is a verdict, the state. */
    public String verdict() {
        Verification verification = run.verification();
        boolean none = verification == null || verification.verdict().isEmpty() || verification.isVerified() && !run.isVerified();
        return (none ? run.state() : verification.verdict()).toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** Lines to show. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("stored       " + ProgressLine.number(stored()) + " of " + ProgressLine.number(expected()) + " expected" + speed());
        if (run.reason() != null && !run.reason().isBlank()) {
            lines.add("reason       " + run.reason());
        }
        run.warnings().forEach(warning -> lines.add("warning      " + warning));
        if (run.verification() != null) {
            run.verification().findings().forEach((kind, finding) -> lines.add("%-12s %s%s"
                    .formatted(kind, ProgressLine.number(finding.count()), examples(finding))));
        }
        lines.add("dead letters " + ProgressLine.number(run.failed()));
        return lines;
    }

    /** One object; {@code seconds} and {@code recordsPerSecond} are 0 if the run never started. */
    ObjectNode json() {
        ObjectNode json = JsonMapper.shared().createObjectNode();
        json.put("source", run.source()).put("id", run.id()).put("state", run.state());
        json.put("verdict", verdict()).put("reason", run.reason());
        json.put("stored", stored()).put("expected", expected()).put("deadLetters", run.failed());
        json.put("seconds", seconds()).put("recordsPerSecond", Math.round(recordsPerSecond()));
        if (run.verification() != null) {
            run.verification().findings().forEach((kind, finding) -> {
                ObjectNode node = json.putObject(kind).put("count", finding.count());
                finding.ids().forEach(node.putArray("ids")::add);
            });
        }
        return json.put("ok", run.isVerified());
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

    private static String examples(Verification.Finding finding) {
        if (finding.ids().isEmpty()) {
            return "";
        }
        List<String> shown = finding.ids().stream().limit(IDS_SHOWN).toList();
        return ": " + String.join(", ", shown) + (finding.count() > shown.size() ? ", \u2026" : "");
    }
}
