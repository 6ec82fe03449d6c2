package dev.backfill.benchmarks;

import dev.backfill.standalone.BackfillSystem;
import dev.backfill.standalone.SystemOptions;
import dev.backfill.standalone.part.JiraSite;
import dev.backfill.standalone.part.SimulatedSource;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.FileSystemUtils;

/**
 * What full text costs a load: the same issues by COPY into tables that keep it in three ways, in pages of a hundred, one transaction a
 * page, in turns; and how long after a whole backfill everything is searchable. Argument: how many issues, by default 20,000.
 */
public final class SearchBenchmark {
    private static final int PAGE = 100;
    private static final int ROUNDS = 5;
    private static final String WORDS = "to_tsvector('simple', left(coalesce(summary, '') || ' ' || coalesce(description, ''), 300000))";

    /** What a table needs before it is loaded, and what each page does besides. */
    private enum Way {
        NOTHING("no full text", "", false),
        BACKLOG("ids of the page to a backlog", "", true),
        EXPRESSION("GIN index on an expression", "create index on way using gin (" + WORDS + ")", false),
        GENERATED("generated column with a GIN index",
                "alter table way add words tsvector generated always as (" + WORDS + ") stored; create index on way using gin (words)", false);

        private final String title;
        private final String preparation;
        private final boolean noted;

        Way(String title, String preparation, boolean noted) {
            this.title = title;
            this.preparation = preparation;
            this.noted = noted;
        }
    }

    private SearchBenchmark() {}

    public static void main(String[] arguments) throws IOException, SQLException {
        int issues = arguments.length == 0 ? 20_000 : Integer.parseInt(arguments[0]);
        Path home = Files.createTempDirectory("backfill-benchmark");
        SystemOptions options = SystemOptions.in(home)
                .withWorkers(1)
                .withJira(JiraSite.Simulated.generated(issues, 42))
                .withNotices(line -> System.err.println("  " + line));
        try (BackfillSystem system = BackfillSystem.start(options)) {
            EndToEnd.Result run = EndToEnd.run(system, SimulatedSource.JIRA, issues);
            System.out.printf(Locale.ROOT, "%,d issues verified after %.1f s%n", run.records(), run.seconds());
            System.out.printf(Locale.ROOT, "all searchable %.1f s after the verdict%n", untilSearchable(system, issues));
            loads(system);
        } finally {
            FileSystemUtils.deleteRecursively(home);
        }
    }

    private static double untilSearchable(BackfillSystem system, int issues) {
        JdbcClient database = JdbcClient.create(system.dataSource());
        long begin = System.nanoTime();
        System.out.printf(Locale.ROOT, "searchable at the verdict: %,d%n", database.sql("select count(*) from search.entry").query(Long.class).single());
        while (database.sql("select count(*) from search.entry").query(Long.class).single() < issues) {
            try {
                Thread.sleep(200);
            } catch (InterruptedException interrupted) {
                throw new IllegalStateException(interrupted);
            }
        }
        return (System.nanoTime() - begin) / 1e9;
    }

    private static void loads(BackfillSystem system) throws SQLException, IOException {
        Map<Way, List<Double>> seconds = new LinkedHashMap<>();
        try (Connection connection = system.dataSource().getConnection()) {
            List<byte[]> pages = pages(connection);
            // The first round warms up and does not count.
            for (int round = 0; round <= ROUNDS; round++) {
                for (Way way : Way.values()) {
                    double took = load(connection, way, pages);
                    if (round > 0) {
                        seconds.computeIfAbsent(way, each -> new ArrayList<>()).add(took);
                    }
                }
            }
        }
        double without = median(seconds.get(Way.NOTHING));
        seconds.forEach((way, each) -> System.out.printf(Locale.ROOT, "| %s | %.1f | %+.1f %% |%n",
                way.title, median(each), (median(each) / without - 1) * 100));
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    private static String columns(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement(); var found = statement.executeQuery("""
                select string_agg(quote_ident(attname), ', ' order by attnum) from pg_attribute
                where attrelid = 'jira.issue'::regclass and attnum > 0 and not attisdropped""")) {
            found.next();
            return found.getString(1);
        }
    }

    private static List<byte[]> pages(Connection connection) throws SQLException, IOException {
        CopyManager copy = connection.unwrap(PGConnection.class).getCopyAPI();
        List<byte[]> pages = new ArrayList<>();
        while (true) {
            ByteArrayOutputStream page = new ByteArrayOutputStream();
            if (copy.copyOut("copy (select %s from jira.issue order by id offset %d limit %d) to stdout (format binary)"
                    .formatted(columns(connection), pages.size() * PAGE, PAGE), page) == 0) {
                return pages;
            }
            pages.add(page.toByteArray());
        }
    }

    private static double load(Connection connection, Way way, List<byte[]> pages) throws SQLException, IOException {
        CopyManager copy = connection.unwrap(PGConnection.class).getCopyAPI();
        String columns = columns(connection);
        try (Statement statement = connection.createStatement()) {
            statement.execute("drop table if exists way; drop table if exists noted; create table way (like jira.issue including all);"
                    + "create table noted (like search.backlog including all); " + way.preparation);
            statement.execute("checkpoint");
            connection.setAutoCommit(false);
            long begin = System.nanoTime();
            for (byte[] page : pages) {
                copy.copyIn("copy way (%s) from stdin (format binary)".formatted(columns), new ByteArrayInputStream(page));
                if (way.noted) {
                    statement.execute("insert into noted (source, record_ids) select 'jira', array_agg(n::text) from generate_series(1, 100) n");
                }
                connection.commit();
            }
            return (System.nanoTime() - begin) / 1e9;
        } finally {
            connection.setAutoCommit(true);
        }
    }
}
