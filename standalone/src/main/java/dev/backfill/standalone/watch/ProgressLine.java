package dev.backfill.standalone.watch;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Shows a run in one line, which for a run under way has at most 80 characters up to a million records. */
final class ProgressLine {
    private static final int WIDTH = 8;
    private static final DateTimeFormatter TODAY = DateTimeFormatter.ofPattern("HH:mm:ss");
    private static final DateTimeFormatter ANOTHER_DAY = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

    private ProgressLine() {}

    static String of(RunView run) {
        return "%-9s ".formatted(run.source()) + state(run);
    }

    private static String state(RunView run) {
        if (run.isFinal()) {
            return run.state().toLowerCase(Locale.ROOT).replace('_', ' ') + ", " + number(run.handled()) + " records";
        }
        return switch (run.state()) {
            case "REQUESTED" -> "waiting for a worker";
            case "PLANNING" -> "planning: " + number(run.partitions()) + " partitions, " + number(run.expected()) + " records so far" + waiting(run) + trouble(run);
            case "PAUSED" -> bar(run) + "  paused";
            default -> bar(run) + (run.waiting() != null ? waiting(run) : run.trouble() != null ? trouble(run) : rate(run));
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

    /** The hour where this machine is, with the day unless it is this one. */
    static String clock(Instant instant) {
        ZonedDateTime local = instant.atZone(ZoneId.systemDefault());
        return local.toLocalDate().equals(ZonedDateTime.now(ZoneId.systemDefault()).toLocalDate()) ? TODAY.format(local) : ANOTHER_DAY.format(local);
    }

    private static String waiting(RunView run) {
        RunView.Waiting waiting = run.waiting();
        if (waiting == null) {
            return "";
        }
        return "  waiting" + (waiting.reason().isBlank() ? "" : " for " + waiting.reason().strip().replaceFirst("^waiting for ", "")) + " until " + clock(waiting.until());
    }

    /** A terminal cuts the line where it ends: what is known first is that something fails, and how long. */
    private static String trouble(RunView run) {
        RunView.Trouble trouble = run.trouble();
        if (trouble == null) {
            return "";
        }
        String since = trouble.since() == null ? "" : " since " + clock(trouble.since());
        return "  failing" + since + ", " + number(trouble.attempts()) + "x: " + trouble.what() + ": " + trouble.error();
    }

    private static String bar(RunView run) {
        int full = (int) (run.fraction() * WIDTH);
        return "%s%s %3d%%  %s/%s partitions  %s/%s".formatted(
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
