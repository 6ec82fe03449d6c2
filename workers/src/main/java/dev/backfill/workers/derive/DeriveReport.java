package dev.backfill.workers.derive;

import dev.backfill.store.derive.Derivation;
import dev.backfill.store.derive.UnderivedRecord;
import java.io.PrintStream;
import java.util.Locale;

/** Tells a person how it goes: a line every two seconds, and one for each record that is left as it is. */
public final class DeriveReport implements DeriveListener {
    private static final long NANOS_BETWEEN_LINES = 2_000_000_000L;

    private final String source;
    private final PrintStream out;
    private long estimate;
    private long toldAt = System.nanoTime();

    public DeriveReport(String source, PrintStream out) {
        this.source = source;
        this.out = out;
    }

    @Override
    public void begun(Derivation derivation, long about) {
        estimate = about;
        if (derivation.lastId() != null) {
            tell("goes on after record %s: %,d are done", derivation.lastId(), derivation.records());
        } else {
            tell("begins with the first of about %,d records", about);
        }
    }

    @Override
    public void advanced(Derivation derivation) {
        if (System.nanoTime() - toldAt >= NANOS_BETWEEN_LINES) {
            toldAt = System.nanoTime();
            tell("%,d of about %,d records, %,d rows changed", derivation.records(), Math.max(estimate, derivation.records()), derivation.changedRows());
        }
    }

    @Override
    public void failed(UnderivedRecord record) {
        tell("record %s is left as it is: %s", record.id(), record.reason());
    }

    /** @param left how many records are left as they are */
    public void finished(Derivation derivation, int left) {
        tell("finished: %,d records, %,d rows changed, %,d records left as they are", derivation.records(), derivation.changedRows(), left);
    }

    private void tell(String format, Object... values) {
        out.println("derive " + source + ": " + String.format(Locale.ROOT, format, values));
        out.flush();
    }
}
