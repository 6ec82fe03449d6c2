package dev.backfill.standalone.part;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * PostgreSQL's {@code postmaster.pid} after a {@code kill -9}. PostgreSQL sorts most cases out by itself. It cannot when the
 * dead process still has an entry (nobody asked for its exit code), or when its id now belongs to a program of the same user.
 */
final class StaleLock {
    private StaleLock() {}

    /** Removes the file if its process is certainly no PostgreSQL, and no other process works on the data. */
    static void removeFrom(Path data) {
        Path lock = data.resolve("postmaster.pid");
        try {
            if (Files.exists(lock) && !isPostgres(holder(lock)) && !isInUse(data)) {
                Files.deleteIfExists(lock);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + lock, e);
        }
    }

    private static Optional<ProcessHandle> holder(Path lock) throws IOException {
        try (Stream<String> lines = Files.lines(lock)) {
            return lines.findFirst()
                    .map(String::trim)
                    .filter(line -> line.matches("\\d+"))
                    .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid)));
        }
    }

    private static boolean isPostgres(Optional<ProcessHandle> process) {
        return process.flatMap(handle -> handle.info().command()).map(command -> command.endsWith("postgres")).orElse(false);
    }

    /** Every server process has the data as its working directory. Where that cannot be seen, the file is left to PostgreSQL. */
    private static boolean isInUse(Path data) {
        if (!Files.isDirectory(Path.of("/proc/self/cwd"))) {
            return true;
        }
        return ProcessHandle.allProcesses().anyMatch(process -> worksIn(process, data));
    }

    private static boolean worksIn(ProcessHandle process, Path data) {
        try {
            return Files.readSymbolicLink(Path.of("/proc", String.valueOf(process.pid()), "cwd")).equals(data.toRealPath());
        } catch (IOException e) {
            return false;
        }
    }
}
