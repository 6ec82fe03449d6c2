package dev.backfill.benchmarks;

import dev.backfill.standalone.BackfillSystem;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/** COPY of the stored rows into identical, empty tables with the same indexes: one connection, one transaction a table, from a file. */
final class RawCopy {
    private RawCopy() {}

    static double seconds(BackfillSystem system, SourceTables tables, Path folder) throws IOException {
        try (Connection connection = system.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            CopyManager copy = connection.unwrap(PGConnection.class).getCopyAPI();
            statement.execute("create schema raw_copy");
            for (String table : tables.names()) {
                statement.execute("create table raw_copy.%2$s (like %1$s.%2$s including all)".formatted(tables.schema(), table));
                try (OutputStream out = Files.newOutputStream(folder.resolve(table))) {
                    copy.copyOut("copy %s.%s to stdout (format binary)".formatted(tables.schema(), table), out);
                }
            }
            statement.execute("checkpoint");
            long begin = System.nanoTime();
            for (String table : tables.names()) {
                try (InputStream in = Files.newInputStream(folder.resolve(table))) {
                    copy.copyIn("copy raw_copy.%s from stdin (format binary)".formatted(table), in, 1 << 16);
                }
            }
            return (System.nanoTime() - begin) / 1e9;
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
