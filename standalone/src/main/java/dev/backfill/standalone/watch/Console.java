package dev.backfill.standalone.watch;

import java.io.PrintStream;
import java.time.Duration;

/**
 * What the user sees: lines, and one progress line below them that is drawn again and again at a terminal, and printed every
 * few seconds otherwise. Safe for use by several threads.
 */
public final class Console {
    private static final Duration BETWEEN_PRINTED = Duration.ofSeconds(5);
    private static final Duration BETWEEN_EQUAL = Duration.ofSeconds(60);

    private static final String CLEAR = "\r\u001b[K";
    /** A line that wraps at a narrow terminal could not be redrawn. */
    private static final String WITHOUT_WRAPPING = "\u001b[?7l";

    private static final String WITH_WRAPPING = "\u001b[?7h";

    private final PrintStream lines;
    private final PrintStream progress;
    private final boolean terminal;
    private final boolean color;
    private boolean drawn;
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

    public synchronized void progress(String text) {
        if (muted) {
            return;
        }
        if (terminal) {
            progress.print(CLEAR + WITHOUT_WRAPPING + text + WITH_WRAPPING);
            progress.flush();
            drawn = true;
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

    /** Removes a progress line that stands at the terminal. */
    public synchronized void clearProgress() {
        if (drawn) {
            progress.print(CLEAR);
            progress.flush();
            drawn = false;
        }
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
