package dev.backfill.standalone.part;

import dev.backfill.standalone.process.ProcessRecords;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/**
 * The folder of one system: its data, logs and records of processes.
 *
 * @param folder absolute; created when needed
 */
public record Home(Path folder) {
    public Home {
        folder = folder.toAbsolutePath().normalize();
    }

    /** PostgreSQL's data, kept from run to run. */
    public Path database() {
        return folder.resolve("postgres");
    }

    /** The password of PostgreSQL's user, made with the data and as old as it. */
    public Path databasePassword() {
        return folder.resolve("postgres.password");
    }

    /** Temporal's SQLite file, kept from run to run; SQLite puts others of this name beside it. */
    public Path temporal() {
        return folder.resolve("temporal.db");
    }

    public Path logs() {
        return folder.resolve("log");
    }

    public Path records() {
        return folder.resolve("run");
    }

    /** Deletes the data of PostgreSQL and Temporal, and what is remembered of it. No part may be running. */
    public void deleteData() {
        try {
            Folders.delete(database());
            for (String suffix : List.of("", "-wal", "-shm", "-journal")) {
                Folders.delete(folder.resolve("temporal.db" + suffix));
            }
            Folders.delete(origin());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete the data in " + folder, e);
        }
    }

    /** Which Jira the data came from. */
    public Path origin() {
        return folder.resolve("origin.properties");
    }

    /** The processes that belong to this folder. */
    public ProcessRecords processes() {
        return new ProcessRecords(records());
    }
}
