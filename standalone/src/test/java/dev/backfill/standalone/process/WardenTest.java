package dev.backfill.standalone.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WardenTest {
    @Test
    void endsWhatIsRecordedOnceTheSupervisorIsGone(@TempDir Path folder) throws Exception {
        Process part = new ProcessBuilder("sleep", "60").start();
        new ProcessRecords(folder).add("part", part.toHandle());
        Process warden = new ProcessBuilder(
                        Executables.java(), "-cp", System.getProperty("java.class.path"), Warden.class.getName(), folder.toString())
                .inheritIO()
                .redirectInput(ProcessBuilder.Redirect.PIPE)
                .start();

        assertThat(part.waitFor(1, TimeUnit.SECONDS)).isFalse();
        warden.getOutputStream().close();

        assertThat(part.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(warden.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(folder).isEmptyDirectory();
    }
}
