package dev.backfill.standalone.watch;

import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What the user sees: lines, and below them the progress, one line or several, which is drawn again and again at a terminal, and printed
 * every few seconds otherwise. Safe for use by several threads.
 */
public final class Console {
    private static final Duration BETWEEN_PRINTED = Duration.ofSeconds(5);
    private static final Duration BETWEEN_EQUAL = Duration.ofSeconds(60);

    private static final String CLEAR_LINE = "\r\u001b[K";
    private static final String CLEAR_BELOW = "\r\u001b[J";
    /** A line that wraps at a narrow terminal could not be redrawn. */
    private static final String WITHOUT_WRAPPING = "\u001b[?7l";

    private static final String WITH_WRAPPING = "\u001b[?7h";

    private final PrintStream lines;
    private final PrintStream progress;
    private final boolean terminal;
    private final boolean color;
    private int drawn;
    private boolean muted;
    private String printed = "";
    private long printedAt = System.nanoTime() - BETWEEN_PRINTED.toNanos();

    /**
     * @param lines where lines go
     * @param progress where the progress goes
     * @param terminal whether {@code progress} can be redrawn
     * @param color whether {@code lines} may be coloured
     */
    public Console(PrintStream lines, PrintStream progress, boolean terminal, boolean color) {
        this.lines = lines;
        this.progress = progress;
        this.terminal = terminal;
        this.color = color;
    }

    public synchronized void line(String text) {
        if (muted) {
            return;
        }
        clearProgress();
        lines.println(text);
        lines.flush();
    }

    /** Shows the progress as it is now. */
    public synchronized void progress(List<String> each) {
        if (muted || each.isEmpty()) {
            return;
        }
        String text = String.join(System.lineSeparator(), each);
        if (terminal) {
            String drawing = each.stream().map(line -> CLEAR_LINE + line).collect(Collectors.joining("\n"));
            progress.print(backToFirst() + WITHOUT_WRAPPING + drawing + WITH_WRAPPING);
            progress.flush();
            drawn = each.size();
        } else if (isTimeToPrint(text)) {
            progress.println(text);
            printed = text;
            printedAt = System.nanoTime();
        }
    }

    private boolean isTimeToPrint(String text) {
        Duration pause = text.equals(printed) ? BETWEEN_EQUAL : BETWEEN_PRINTED;
        return System.nanoTime() - printedAt >= pause.toNanos();
    }

    /** Removes the progress that stands at the terminal. */
    public synchronized void clearProgress() {
        if (drawn > 0) {
            progress.print(backToFirst() + CLEAR_BELOW);
            progress.flush();
            drawn = 0;
        }
    }

    private String backToFirst() {
        return drawn > 1 ? "\u001b[" + (drawn - 1) + "A" : "";
    }

    /** Says a last line, and nothing from then on: what fails while everything is being stopped is no news. */
    public synchronized void lastLine(String text) {
        line(text);
        muted = true;
    }

    public String good(String text) {
        return color ? "\u001b[32m" + text + "\u001b[0m" : text;
    }

    public String bad(String text) {
        return color ? "\u001b[31m" + text + "\u001b[0m" : text;
    }
}
