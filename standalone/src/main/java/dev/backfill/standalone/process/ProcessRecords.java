package dev.backfill.standalone.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which processes belong to a folder: one file each, with process id and start time. They outlive a supervisor that was
 * killed, so that its processes can be found and ended, and no stranger that was given the same id later.
 */
public final class ProcessRecords {
    /** The same start is read with a small difference by two observers: the machine's boot time is only known so exactly. */
    private static final Duration SAME_START = Duration.ofSeconds(2);

    private static final Duration GRACE = Duration.ofSeconds(3);

    private final Path folder;

    /** @param folder where the files are; need not exist yet */
    public ProcessRecords(Path folder) {
        this.folder = folder;
    }

    void add(String name, ProcessHandle process) {
        long started = process.info().startInstant().orElseGet(Instant::now).toEpochMilli();
        try {
            Files.createDirectories(folder);
            Files.writeString(file(name), process.pid() + " " + started + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void remove(String name) {
        try {
            Files.deleteIfExists(file(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The recorded processes that are still running. */
    public List<ProcessHandle> running() {
        return files().stream().map(ProcessRecords::process).flatMap(Optional::stream).toList();
    }

    /** Ends what is still running, at first kindly, and returns how many that were. Removes all records. */
    public int endAll() {
        List<Path> files = files();
        List<ProcessHandle> leftovers = running();
        leftovers.forEach(ProcessHandle::destroy);
        long deadline = System.nanoTime() + GRACE.toNanos();
        for (ProcessHandle process : leftovers) {
            awaitEnd(process, deadline - System.nanoTime());
        }
        leftovers.forEach(ProcessHandle::destroyForcibly);
        leftovers.forEach(process -> awaitEnd(process, GRACE.toNanos()));
        files.forEach(ProcessRecords::delete);
        return leftovers.size();
    }

    private static void awaitEnd(ProcessHandle process, long nanoseconds) {
        long deadline = System.nanoTime() + nanoseconds;
        while (isRunning(process) && System.nanoTime() < deadline) {
            Pause.milliseconds(20);
        }
    }

    /** A process that ended but whose parent never asked for its exit code stays as an entry without a command. */
    private static boolean isRunning(ProcessHandle process) {
        return process.isAlive() && process.info().command().isPresent();
    }

    private Path file(String name) {
        return folder.resolve(name + ".pid");
    }

    private List<Path> files() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".pid")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<ProcessHandle> process(Path file) {
        try {
            String[] words = Files.readString(file).trim().split(" ");
            Instant started = Instant.ofEpochMilli(Long.parseLong(words[1]));
            return ProcessHandle.of(Long.parseLong(words[0])).filter(process -> isRunning(process) && startedAt(process, started));
        } catch (IOException | NumberFormatException | ArrayIndexOutOfBoundsException e) {
            // Half written by a supervisor that was killed at that moment, or removed by its owner just now.
            return Optional.empty();
        }
    }

    private static boolean startedAt(ProcessHandle process, Instant expected) {
        return process.info().startInstant()
                .map(actual -> Duration.between(actual, expected).abs().compareTo(SAME_START) <= 0)
                .orElse(false);
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
