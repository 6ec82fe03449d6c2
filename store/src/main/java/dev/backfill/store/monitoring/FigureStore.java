package dev.backfill.store.monitoring;

import dev.backfill.store.monitoring.Figures.Budget;
import dev.backfill.store.monitoring.Figures.Runs;
import dev.backfill.store.monitoring.Figures.Watermark;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads the figures with one statement, so that watching costs next to nothing. */
public class FigureStore {
    private static final int LONGEST_SECONDS = 5;

    private final JdbcClient database;

    public FigureStore(DataSource database) {
        JdbcTemplate impatient = new JdbcTemplate(database);
        impatient.setQueryTimeout(LONGEST_SECONDS);
        this.database = JdbcClient.create(impatient);
    }

    /** @throws org.springframework.dao.DataAccessException if PostgreSQL does not answer */
    public Figures read() {
        List<Watermark> watermarks = new ArrayList<>();
        List<Budget> budgets = new ArrayList<>();
        List<Runs> runs = new ArrayList<>();
        database.sql("""
                        select 'watermark' as what, source, null as state,
                            extract(epoch from now() - min(complete_until))::float8 as value, null::float8 as blocked
                        from current_watermark group by source
                        union all
                        select 'budget', source, null, requests_per_second,
                            extract(epoch from greatest(coalesce(blocked_until, now()) - now(), interval '0'))::float8
                        from source_budget
                        union all
                        select 'runs', source, state, count(*)::float8, null from backfill_run group by source, state""")
                .query((ResultSet row) -> add(row, watermarks, budgets, runs));
        return new Figures(List.copyOf(watermarks), List.copyOf(budgets), List.copyOf(runs));
    }

    private static void add(ResultSet row, List<Watermark> watermarks, List<Budget> budgets, List<Runs> runs) throws SQLException {
        String source = row.getString("source");
        double value = row.getDouble("value");
        switch (row.getString("what")) {
            case "watermark" -> watermarks.add(new Watermark(source, Math.max(0, value)));
            case "budget" -> budgets.add(new Budget(source, value, row.getDouble("blocked")));
            default -> runs.add(new Runs(source, row.getString("state"), (long) value));
        }
    }
}
