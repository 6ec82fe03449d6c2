package dev.backfill.standalone.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManagedProcessTest {
    private static final Duration SOON = Duration.ofMinutes(1);

    private final List<String> notices = new CopyOnWriteArrayList<>();
    private Path folder;
    private ProcessRecords records;
    private ManagedProcess process;

    @BeforeEach
    void inAnEmptyFolder(@TempDir Path emptyFolder) {
        folder = emptyFolder;
        records = new ProcessRecords(folder.resolve("run"));
        process = managed("echo I am ready; exec sleep 60");
    }

    @AfterEach
    void stop() {
        process.close();
    }

    @Test
    void startsAnotherAfterAKill() {
        process.start();
        long first = process.pid();

        assertThat(process.kill()).isEqualTo(first);
        process.awaitReady(SOON);

        assertThat(process.pid()).isPositive().isNotEqualTo(first);
        assertThat(process.restarts()).isEqualTo(1);
        await().atMost(SOON).untilAsserted(() -> assertThat(notices).hasSize(1));
        assertThat(notices.getFirst()).startsWith("part ended (exit code 137) and was started again");
    }

    @Test
    void staysDownWhenStoppedAndRefusesToStartOnceClosed() {
        process.start();
        process.stop();
        assertThat(process.isRunning()).isFalse();
        process.start();
        assertThat(process.isRunning()).isTrue();

        process.close();

        assertThat(process.isRunning()).isFalse();
        assertThat(process.restarts()).isZero();
        assertThatThrownBy(process::start).isInstanceOf(StartException.class);
    }

    @Test
    void aSuspendedOneIsNotReadyAndCanStillBeStopped() {
        process.start();

        process.suspend();
        assertThat(process.isReady()).isFalse();
        process.resume();
        assertThat(process.isReady()).isTrue();

        process.suspend();
        process.stop();
        assertThat(process.isRunning()).isFalse();
    }

    @Test
    void oneThatFailsToStartIsReportedWithTheEndOfItsLog() {
        ManagedProcess failing = managed("echo port 1 is taken; exit 3");

        assertThatThrownBy(failing::start)
                .isInstanceOf(StartException.class)
                .hasMessageStartingWith("part ended before it was ready")
                .hasMessageEndingWith("port 1 is taken");
    }

    @Test
    void leftoversAreFoundAndEndedButNoStrangerIs() throws Exception {
        process.start();
        ProcessHandle handle = ProcessHandle.of(process.pid()).orElseThrow();
        process.stop();
        Process stranger = new ProcessBuilder("sleep", "60").start();
        Process leftover = new ProcessBuilder("sleep", "60").start();
        Files.writeString(folder.resolve("run/stranger.pid"), stranger.pid() + " 1000\n");
        records.add("leftover", leftover.toHandle());

        try {
            assertThat(new ProcessRecords(folder.resolve("run")).endAll()).isEqualTo(1);

            assertThat(leftover.waitFor(5, TimeUnit.SECONDS)).isTrue();
            assertThat(stranger.isAlive()).isTrue();
            assertThat(handle.isAlive()).isFalse();
            assertThat(folder.resolve("run")).isEmptyDirectory();
        } finally {
            stranger.destroyForcibly();
        }
    }

    private ManagedProcess managed(String script) {
        ProcessSpec spec = ProcessSpec.of("part", List.of("sh", "-c", script), Map.of(), Readiness.writes("I am ready"));
        return new ManagedProcess(spec, folder.resolve("log"), records, notices::add);
    }
}
