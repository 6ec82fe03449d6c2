package dev.backfill.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backfill.simulator.notion.NotionOptions;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandLineTest {

    @Test
    void optionsAreRead() {
        SimulatorOptions options = CommandLine.read(new String[] {"--issues", "50", "--seed", "7", "--projects", "2", "--user",
            "a@b", "--token", "t", "--index-lag-ms", "900", "--now", "2026-01-01T00:00:00Z", "--zone", "Europe/Berlin", "--poison",
            "--notion-pages", "70", "--notion-token", "n", "--notion-requests-per-second", "3", "--notion-search-lag-ms", "5",
            "--notion-query-lag-ms", "6", "--notion-result-limit", "40"});
        assertThat(options.issues()).isEqualTo(50);
        assertThat(options.seed()).isEqualTo(7);
        assertThat(options.liveProjects()).isEqualTo(2);
        assertThat(options.indexLag()).isEqualTo(Duration.ofMillis(900));
        assertThat(options.now()).isEqualTo(Instant.parse("2026-01-01T00:00:00Z"));
        assertThat(options.poison()).isTrue();
        assertThat(options.notion()).isEqualTo(new NotionOptions(70, "n", 3, Duration.ofMillis(5), Duration.ofMillis(6), 40));
    }

    @Test
    void optionsOfTempo_areRead() {
        SimulatorOptions options = CommandLine.read(new String[] {"--tempo-worklogs", "7", "--tempo-token", "t",
            "--tempo-requests-per-second", "5", "--tempo-retry-after", "--tempo-page-limit", "200", "--tempo-months", "5"});
        assertThat(options.tempo()).isEqualTo(new TempoOptions(7, 5, "t", 5, true, 200));
        assertThat(CommandLine.read(new String[0]).tempo()).isEqualTo(TempoOptions.defaults());
    }

    @ParameterizedTest
    @CsvSource({"--tempo-worklogs 5000001,0 to 5000000", "--tempo-page-limit 0,1 or more", "--port 70000,--port must be", "--issues many,'many'", "--issues 99999999,0 to 10000000", "--notion-pages 9999999,--notion-pages must be", "--bogus 1,unknown argument '--bogus'",
        "--now yesterday,--now must be", "--zone Mars,--zone must be", "--data /no/such/folder,no folder", "--seed,needs a value"})
    void wrongArguments_areNamed(String arguments, String message) {
        assertThatThrownBy(() -> CommandLine.read(arguments.split(" ")))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining(message);
    }

    private static Process process(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED", "-Xmx128m", "-cp", System.getProperty("java.class.path"),
                "dev.backfill.simulator.Simulator"));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).start();
    }

    @Test
    void process_printsOneLineWhenItIsReady() throws IOException {
        Process process = process("--issues", "10");
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            assertThat(lines.readLine()).matches("simulator listening on http://127\\.0\\.0\\.1:\\d+");
        } finally {
            process.destroy();
        }
    }

    @Test
    void process_leavesWithTwoAfterABadArgument() throws Exception {
        Process process = process("--issues", "-1");
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(2);
        assertThat(new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8).lines()).hasSize(1);
    }
}
