package dev.backfill.store.search;

import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Makes records searchable, those of a page at a time. Any number of processes may do so: one of them gets to. */
public class SearchIndex {
    private static final int MOST_RECORDS = 200;

    private final JdbcClient database;
    private final TransactionTemplate transaction;

    private record Waiting(long id, String source, String[] recordIds) {}

    public SearchIndex(DataSource database) {
        this.database = JdbcClient.create(database);
        this.transaction = new TransactionTemplate(new DataSourceTransactionManager(database));
    }

    /**
     * Takes the page that has waited longest.
     *
     * @return whether there was one; false also while another process is at it
     * @throws org.springframework.dao.DataAccessException if PostgreSQL is away: the page goes on waiting
     */
    public boolean refreshOnePage() {
        return transaction.execute(status -> {
            boolean mine = database.sql("select pg_try_advisory_xact_lock(hashtextextended('backfill search.entry', 0))")
                    .query(Boolean.class)
                    .single();
            Optional<Waiting> page = mine ? longestWaiting() : Optional.empty();
            page.ifPresent(this::refresh);
            return page.isPresent();
        });
    }

    /** Whether pages are coming in: then the load goes first. */
    public boolean isLoading() {
        return database.sql("select exists (select from search.backlog where id = (select max(id) from search.backlog) and at > now() - interval '3 s')")
                .query(Boolean.class)
                .single();
    }

    private Optional<Waiting> longestWaiting() {
        return database.sql("select id, source, record_ids from search.backlog order by id limit 1")
                .query((row, number) -> new Waiting(
                        row.getLong("id"), row.getString("source"), (String[]) row.getArray("record_ids").getArray()))
                .optional();
    }

    private void refresh(Waiting page) {
        database.sql("delete from search.backlog where id = :id").param("id", page.id()).update();
        // Before its first migration with a document view, a source has nothing to be found.
        if (!page.source().matches("[a-z][a-z0-9_]*") || !hasDocuments(page.source())) {
            return;
        }
        List<String> ids = List.of(page.recordIds());
        for (int from = 0; from < ids.size(); from += MOST_RECORDS) {
            refresh(page.source(), ids.subList(from, Math.min(ids.size(), from + MOST_RECORDS)));
        }
    }

    private boolean hasDocuments(String source) {
        return database.sql("select to_regclass(:view) is not null").param("view", source + ".document").query(Boolean.class).single();
    }

    private void refresh(String source, List<String> ids) {
        database.sql("""
                        insert into search.entry as e (source, record_id, words)
                        select :source, record_id, search.words(title, body) from %s.document where record_id = any(:ids)
                        on conflict (source, record_id) do update set words = excluded.words
                        where e.words is distinct from excluded.words""".formatted(source))
                .param("source", source)
                .param("ids", ids.toArray(String[]::new))
                .update();
        database.sql("""
                        delete from search.entry e where e.source = :source and e.record_id = any(:ids)
                          and not exists (select from %s.document d where d.record_id = e.record_id)""".formatted(source))
                .param("source", source)
                .param("ids", ids.toArray(String[]::new))
                .update();
    }
}
