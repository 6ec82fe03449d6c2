package dev.backfill.standalone.part;

import dev.backfill.standalone.process.ProcessSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** PostgreSQL from the class path, on the loopback address, with its data in the home folder. */
public final class EmbeddedDatabase {
    private static final String USER = "backfill";
    private static final String NAME = "backfill";

    private final Home home;
    private final Path binaries;
    private final int port;
    private final String password;

    private EmbeddedDatabase(Home home, Path binaries, int port, String password) {
        this.home = home;
        this.binaries = binaries;
        this.port = port;
        this.password = password;
    }

    /**
     * Unpacks PostgreSQL and creates its data if that is not there yet; starts nothing.
     *
     * @throws PrerequisiteException if PostgreSQL cannot run on this machine
     */
    public static EmbeddedDatabase prepare(Home home, Path tools, int port) {
        try {
            Path binaries = PostgresBinaries.unpack(tools);
            if (!Files.isDirectory(home.database())) {
                Files.createDirectories(home.folder());
                writePassword(home.databasePassword());
                initialize(home, binaries);
            }
            return new EmbeddedDatabase(home, binaries, port, Files.readString(home.databasePassword()).trim());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot prepare PostgreSQL in " + home.folder(), e);
        }
    }

    /** How to run it; ready once it answers a query. */
    public ProcessSpec process() {
        List<String> command = new ArrayList<>(UnprivilegedPrefix.get());
        command.addAll(List.of(
                binaries.resolve("bin/postgres").toString(), "-D", home.database().toString(), "-p", String.valueOf(port)));
        settings().forEach((name, value) -> command.addAll(List.of("-c", name + "=" + value)));
        return new ProcessSpec(
                "postgres", command, Map.of(), output -> answers("postgres"),
                Duration.ofSeconds(120), EmbeddedDatabase::oldServerIsStillEnding, "INT", () -> StaleLock.removeFrom(home.database()));
    }

    /** Creates the database {@code backfill} if it is not there yet. To be called once the server is ready. */
    public void createDatabase() {
        try (Connection connection = dataSource("postgres").getConnection(); Statement statement = connection.createStatement()) {
            try (ResultSet found = statement.executeQuery("select 1 from pg_database where datname = '" + NAME + "'")) {
                if (found.next()) {
                    return;
                }
            }
            statement.execute("create database " + NAME);
        } catch (SQLException e) {
            throw new IllegalStateException("cannot create the database " + NAME + ": " + e.getMessage(), e);
        }
    }

    /** Connections to the database {@code backfill}, without a pool. */
    public DataSource dataSource() {
        return dataSource(NAME);
    }

    public String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + NAME;
    }

    public String user() {
        return USER;
    }

    public String password() {
        return password;
    }

    /** The address for {@code psql}, password included. */
    public String psqlUrl() {
        return "postgresql://" + USER + ":" + password + "@127.0.0.1:" + port + "/" + NAME;
    }

    private static Map<String, String> settings() {
        return Map.of(
                "listen_addresses", "127.0.0.1",
                "unix_socket_directories", "",
                "shared_buffers", "128MB",
                "max_wal_size", "2GB",
                "log_checkpoints", "off");
    }

    /** Readable by its owner alone from the first moment on. */
    private static void writePassword(Path file) throws IOException {
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, Secrets.random("", 20) + "\n");
    }

    /** Into a folder beside it first, so that an interrupted attempt is never taken for data. */
    private static void initialize(Home home, Path binaries) throws IOException {
        Path partial = home.folder().resolve("postgres.partial");
        Folders.delete(partial);
        List<String> command = new ArrayList<>(UnprivilegedPrefix.get());
        command.addAll(List.of(
                binaries.resolve("bin/initdb").toString(), "-D", partial.toString(), "-U", USER,
                "-A", "scram-sha-256", "--pwfile", home.databasePassword().toString(),
                "-E", "UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"));
        Process initdb = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(initdb.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (initdb.waitFor() != 0) {
                throw new PrerequisiteException(
                        "PostgreSQL cannot create its data in " + partial + ": " + output.strip().replace("\n", " "));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PrerequisiteException("interrupted while PostgreSQL created its data");
        }
        Files.move(partial, home.database());
    }

    /** Server processes of a postmaster that was killed need a moment to notice, and block the next one until then. */
    private static boolean oldServerIsStillEnding(String output) {
        return output.contains("is still in use") || output.contains("already exists");
    }

    private boolean answers(String database) {
        try (Connection connection = dataSource(database).getConnection()) {
            return connection.isValid(2);
        } catch (SQLException e) {
            return false;
        }
    }

    private DataSource dataSource(String database) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setServerNames(new String[] {"127.0.0.1"});
        source.setPortNumbers(new int[] {port});
        source.setDatabaseName(database);
        source.setUser(USER);
        source.setPassword(password);
        source.setLoginTimeout(5);
        return source;
    }
}
