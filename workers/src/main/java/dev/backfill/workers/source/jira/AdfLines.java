package dev.backfill.workers.source.jira;

/**
 * The lines that a document is written to. Line ends are only remembered until more text comes, which keeps blank lines
 * to one and the end of the text clean; each line begins with the margin of the list items and quotes around it.
 */
final class AdfLines {

    /** Nesting beyond this many characters is no longer indented: a margin on each line must not outgrow the document. */
    private static final int WIDEST_MARGIN = 40;

    /**
     * What lines begin with: {@code next} the coming one (with list markers), {@code rest} those after it.
     *
     * @param tight whether blocks follow each other without a blank line, as in list items
     * @param cell whether all is on one line, as in table cells
     * @param enteredAt how many lines had been started before
     */
    record Margin(String next, String rest, boolean tight, boolean cell, int enteredAt) {

        Margin afterFirstLine() {
            return new Margin(cell ? "" : rest, rest, tight, cell, enteredAt);
        }
    }

    private final StringBuilder text = new StringBuilder();
    private Margin margin = new Margin("", "", false, false, 0);
    private String blankMargin = "";
    private int dueBreaks = 1;
    private boolean dueSpace;
    private boolean dueGap;
    private boolean verbatim;
    private int startedLines;
    private int lineStart;
    private int keptUntil;

    /** Writes text that may have several lines. */
    void write(String piece) {
        String unix = piece.replace("\r\n", "\n");
        int start = 0;
        for (int end = unix.indexOf('\n'); end >= 0; end = unix.indexOf('\n', start)) {
            append(unix, start, end);
            breakLine();
            start = end + 1;
        }
        append(unix, start, unix.length());
    }

    /** Writes a piece that a word before or after it must not touch, such as an address. */
    void writeApart(String piece) {
        if (!piece.isEmpty() && endsInWord()) {
            write(" ");
        }
        write(piece);
        dueGap = !piece.isEmpty();
    }

    void endLine() {
        if (margin.cell()) {
            dueSpace = true;
        } else {
            dueBreaks = Math.max(dueBreaks, 1);
        }
    }

    /** Ends the line and leaves a blank one, where blank lines are in place. */
    void endBlock() {
        endLine();
        if (!margin.tight() && !margin.cell()) {
            dueBreaks = Math.max(dueBreaks, 2);
        }
    }

    /** While verbatim, as in code, blank lines and trailing spaces stay. */
    void verbatim(boolean verbatim) {
        this.verbatim = verbatim;
    }

    /** Begins a line and adds to the margin; the answer is to be given to {@link #leave}. */
    Margin enter(String next, String rest) {
        return enter(next, rest, margin.tight());
    }

    Margin enterItem(String marker) {
        return enter(marker, "  ", true);
    }

    Margin enterCell() {
        Margin outer = margin;
        margin = new Margin(dueBreaks > 0 ? outer.next() : "", outer.rest(), true, true, startedLines);
        return outer;
    }

    void leaveCell(Margin outer) {
        leave(outer);
        dueSpace = false;
    }

    void leave(Margin outer) {
        margin = startedLines > margin.enteredAt() ? outer.afterFirstLine() : outer;
        // The blank line between two quotes belongs to neither.
        if (outer.rest().length() < blankMargin.length()) {
            blankMargin = outer.rest();
        }
    }

    /** Shows the marker of an item that has no text. */
    void startLineIfNone() {
        if (startedLines == margin.enteredAt()) {
            startLineIfDue();
        }
    }

    int length() {
        return text.length();
    }

    /** What was written since that length, as far as it is on the current line, without the margin. */
    String since(int length) {
        return text.substring(Math.min(text.length(), Math.max(length, lineStart)));
    }

    String read() {
        int end = text.length();
        while (end > 0 && Character.isWhitespace(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(0, end);
    }

    private Margin enter(String next, String rest, boolean tight) {
        endLine();
        Margin outer = margin;
        boolean grows = outer.rest().length() < WIDEST_MARGIN;
        margin = new Margin(outer.next() + next, grows ? outer.rest() + rest : outer.rest(), tight, outer.cell(), startedLines);
        return outer;
    }

    private void breakLine() {
        if (margin.cell()) {
            dueSpace = true;
        } else {
            dueBreaks = verbatim ? dueBreaks + 1 : Math.min(dueBreaks + 1, 2);
        }
    }

    private void append(String piece, int from, int to) {
        if (from == to) {
            return;
        }
        startLineIfDue();
        if (dueGap && Character.isLetterOrDigit(piece.charAt(from))) {
            text.append(' ');
        }
        dueGap = false;
        text.append(piece, from, to);
        if (verbatim) {
            keptUntil = text.length();
        }
    }

    private void startLineIfDue() {
        if (dueBreaks > 0) {
            breakLines();
        } else if (!dueSpace) {
            return;
        } else if (text.charAt(text.length() - 1) != ' ') {
            text.append(' ');
        }
        dueSpace = false;
        dueGap = false;
        text.append(margin.next());
        margin = margin.afterFirstLine();
        startedLines++;
        lineStart = text.length();
    }

    private void breakLines() {
        if (!text.isEmpty()) {
            dropTrailingSpaces();
            text.append('\n').repeat(blankMargin.stripTrailing() + '\n', dueBreaks - 1);
        }
        dueBreaks = 0;
        blankMargin = margin.rest();
    }

    private void dropTrailingSpaces() {
        int end = text.length();
        while (end > keptUntil && (text.charAt(end - 1) == ' ' || text.charAt(end - 1) == '\t')) {
            end--;
        }
        text.setLength(end);
    }

    private boolean endsInWord() {
        return dueBreaks == 0 && !dueSpace && Character.isLetterOrDigit(text.charAt(text.length() - 1));
    }
}
