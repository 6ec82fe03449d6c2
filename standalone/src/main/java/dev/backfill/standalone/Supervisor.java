package dev.backfill.standalone;

import dev.backfill.standalone.part.Home;
import dev.backfill.standalone.part.PrerequisiteException;
import dev.backfill.standalone.process.ManagedProcess;
import dev.backfill.standalone.process.ProcessRecords;
import dev.backfill.standalone.process.ProcessSpec;
import dev.backfill.standalone.process.StartException;
import dev.backfill.standalone.process.Warden;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Owns the processes of one home folder from the first to the last, and everything that makes sure none is left behind. */
final class Supervisor implements AutoCloseable {
    /** What stands on what: applications are stopped before the foundations they use. */
    enum Layer {
        FOUNDATION,
        APPLICATION
    }

    private record Member(Layer layer, ManagedProcess process) {}

    private final Home home;
    private final FolderLock lock;
    private final ProcessRecords records;
    private final Consumer<String> notices;
    private final Warden warden;
    private final List<Member> members = new CopyOnWriteArrayList<>();
    private final Thread shutdownHook = new Thread(this::stopAll, "stop-all");
    private boolean closed;

    private Supervisor(Home home, FolderLock lock, Consumer<String> notices) {
        this.home = home;
        this.lock = lock;
        this.notices = notices;
        this.records = home.processes();
        try {
            Files.createDirectories(home.logs());
            this.warden = Warden.watch(home.records(), home.logs().resolve("warden.log"));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write in " + home.folder(), e);
        }
        Runtime.getRuntime().addShutdownHook(shutdownHook);
    }

    /**
     * Takes the folder, and ends what a killed supervisor may have left there.
     *
     * @throws PrerequisiteException if another system works in it
     */
    static Supervisor take(Home home, boolean fresh, Consumer<String> notices) {
        FolderLock lock = FolderLock.take(home.folder());
        try {
            int leftovers = home.processes().endAll();
            if (leftovers > 0) {
                notices.accept("ended " + leftovers + " processes that an earlier run had left behind");
            }
            if (fresh) {
                home.deleteData();
            }
            return new Supervisor(home, lock, notices);
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /** Starts a process and keeps it running; returns once it is ready. */
    ManagedProcess start(Layer layer, ProcessSpec spec) {
        ManagedProcess process = new ManagedProcess(spec, home.logs(), records, notices);
        synchronized (this) {
            if (closed) {
                throw new StartException(spec.name() + " is not started: the system is stopping");
            }
            members.add(new Member(layer, process));
        }
        process.start();
        return process;
    }

    /** Stops everything and gives the folder back. May be called again. */
    @Override
    public void close() {
        stopAll();
        try {
            Runtime.getRuntime().removeShutdownHook(shutdownHook);
        } catch (IllegalStateException e) {
            // The virtual machine is stopping: the hook is what runs now.
        }
    }

    private void stopAll() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
        }
        stop(Layer.APPLICATION);
        stop(Layer.FOUNDATION);
        warden.close();
        lock.close();
    }

    private void stop(Layer layer) {
        List<Thread> stopping = members.stream()
                .filter(member -> member.layer() == layer)
                .map(member -> Thread.startVirtualThread(member.process()::close))
                .toList();
        boolean interrupted = false;
        for (Thread each : stopping) {
            while (each.isAlive()) {
                try {
                    each.join();
                } catch (InterruptedException e) {
                    // Stopping goes on: a process left behind would be worse than a late answer.
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
