package dev.backfill.standalone.watch;

import java.time.Duration;
import java.util.Locale;

/** Shows a run under way in one line, of at most 80 characters up to a million records. */
final class ProgressLine {
    private static final int WIDTH = 14;

    private ProgressLine() {}

    static String of(RunView run) {
        return switch (run.state()) {
            case "REQUESTED" -> "waiting for a worker";
            case "PLANNING" -> "planning: " + number(run.partitions()) + " partitions, " + number(run.expected()) + " records so far";
            case "PAUSED" -> bar(run) + "  paused";
            default -> bar(run) + rate(run);
        };
    }

    /** Such as {@code 12,345}. */
    static String number(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    /** Such as {@code 1:05} or {@code 2:01:05}. */
    static String time(Duration duration) {
        return duration.toHours() > 0
                ? String.format(Locale.ROOT, "%d:%02d:%02d", duration.toHours(), duration.toMinutesPart(), duration.toSecondsPart())
                : String.format(Locale.ROOT, "%d:%02d", duration.toMinutes(), duration.toSecondsPart());
    }

    private static String bar(RunView run) {
        int full = (int) (run.fraction() * WIDTH);
        return "%s%s %3d%%  %s/%s partitions  %s/%s records".formatted(
                "\u2588".repeat(full), "\u2591".repeat(WIDTH - full), (int) (run.fraction() * 100),
                number(run.partitionsDone()), number(run.partitions()), number(run.handled()), number(run.expected()));
    }

    private static String rate(RunView run) {
        if (run.expected() > 0 && run.handled() >= run.expected()) {
            return "  verifying";
        }
        String rate = run.recordsPerSecond() > 0 ? "  " + number(Math.round(run.recordsPerSecond())) + "/s" : "";
        return run.etaSeconds() == null ? rate : rate + "  ETA " + time(Duration.ofSeconds(run.etaSeconds()));
    }
}
