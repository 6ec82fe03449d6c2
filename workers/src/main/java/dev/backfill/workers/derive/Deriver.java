package dev.backfill.workers.derive;

import dev.backfill.store.derive.DerivableRecord;
import dev.backfill.store.derive.Derivation;
import dev.backfill.store.derive.DerivationStore;
import dev.backfill.store.derive.DerivedRecord;
import dev.backfill.store.derive.DerivedRecords;
import dev.backfill.store.derive.StoredRecords;
import dev.backfill.store.derive.UnderivedRecord;
import dev.backfill.workers.source.Source;
import dev.backfill.workers.source.SourceException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataAccessException;

/** Derives all records of a source, batch by batch, and goes on where an earlier attempt was interrupted. */
public final class Deriver {
    private static final int MOST_RECORDS = 200;
    /** As PostgreSQL keeps it, compressed: in memory it may be ten times as much. */
    private static final long MOST_BYTES = 4L * 1024 * 1024;
    /** A record that is pulled while it is derived is read again. */
    private static final int MOST_ROUNDS = 5;

    private final Source source;
    private final DerivationStore progress;
    private final StoredRecords stored;
    private final DerivedRecords derived;
    private final RecordDerivation derivation;
    private final DeriveListener listener;

    public Deriver(Source source, DataSource database, DeriveListener listener) {
        this.source = source;
        this.progress = new DerivationStore(database);
        this.stored = new StoredRecords(database, source.recordTable(), source.partTables());
        this.derived = new DerivedRecords(database, source.id(), source.recordTable(), source.partTables(), source.filledColumns());
        this.derivation = new RecordDerivation(source);
        this.listener = listener;
    }

    /**
     * Derives what is left. To be called by one process at a time.
     *
     * @return how far it is: all records, those of earlier attempts included
     * @throws DataAccessException if PostgreSQL is away: the next attempt goes on from here
     */
    public Derivation run() {
        Derivation now = progress.begin(source.id(), CodeFingerprint.of(source.getClass()));
        listener.begun(now, stored.estimate());
        while (true) {
            List<String> ids = stored.nextIds(now.lastId(), MOST_RECORDS, MOST_BYTES);
            if (ids.isEmpty()) {
                progress.finish(source.id());
                return now;
            }
            List<UnderivedRecord> failed = deriveAll(ids);
            progress.advance(source.id(), now.lastId(), ids.getLast(), ids.size(), failed);
            failed.forEach(listener::failed);
            now = progress.get(source.id());
            listener.advanced(now);
        }
    }

    private List<UnderivedRecord> deriveAll(List<String> ids) {
        Map<String, UnderivedRecord> failed = new LinkedHashMap<>();
        List<String> open = ids;
        for (int round = 0; round < MOST_ROUNDS && !open.isEmpty(); round++) {
            open = write(derive(open, failed), failed);
        }
        open.forEach(id -> failed.put(id, new UnderivedRecord(id, "it was changed again and again meanwhile")));
        return List.copyOf(failed.values());
    }

    private List<DerivedRecord> derive(List<String> ids, Map<String, UnderivedRecord> failed) {
        List<DerivedRecord> records = new ArrayList<>();
        for (DerivableRecord record : stored.read(ids)) {
            String id = record.stored().id();
            try {
                records.add(derivation.derive(record));
            } catch (RuntimeException | StackOverflowError unreadable) {
                failed.put(id, new UnderivedRecord(id, reason(unreadable)));
            }
        }
        return records;
    }

    /** A parser's message may hold content. */
    private static String reason(Throwable unreadable) {
        boolean ours = unreadable instanceof SourceException || unreadable.getClass() == IllegalStateException.class;
        String message = unreadable.getMessage();
        return ours && message != null ? message : unreadable.getClass().getSimpleName();
    }

    /** Together, or each by itself if PostgreSQL refuses one of them. */
    private List<String> write(List<DerivedRecord> records, Map<String, UnderivedRecord> failed) {
        if (records.isEmpty()) {
            return List.of();
        }
        try {
            return derived.write(records);
        } catch (ConcurrencyFailureException deadlock) {
            return records.stream().map(DerivedRecord::id).toList();
        } catch (DataAccessException refused) {
            if (!DerivedRecords.isAboutData(refused)) {
                throw refused;
            }
            return writeEach(records, failed, refused);
        }
    }

    private List<String> writeEach(List<DerivedRecord> records, Map<String, UnderivedRecord> failed, DataAccessException refused) {
        if (records.size() == 1) {
            String id = records.getFirst().id();
            failed.put(id, new UnderivedRecord(id, "PostgreSQL cannot hold it: " + refused.getClass().getSimpleName()));
            return List.of();
        }
        return records.stream().flatMap(record -> write(List.of(record), failed).stream()).toList();
    }
}
