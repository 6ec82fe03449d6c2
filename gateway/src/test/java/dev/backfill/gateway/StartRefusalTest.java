package dev.backfill.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class StartRefusalTest {
    private static final Map<String, String> COMPLETE = Map.of(
            "ADMIN_API_KEY", RunningGateway.ADMIN_KEY,
            "BACKFILL_DATABASE_URL", "jdbc:postgresql://127.0.0.1:1/none",
            "BACKFILL_DATABASE_USER", "nobody",
            "BACKFILL_DATABASE_PASSWORD", "nothing",
            "BACKFILL_TEMPORAL_ADDRESS", "127.0.0.1:1");

    private record Ending(int exitCode, String output) {}

    @Test
    void nothingSet_isOneMessageThatListsAll() throws Exception {
        Ending ending = start(Map.of());

        assertThat(ending.exitCode()).isEqualTo(1);
        assertThat(ending.output())
                .contains("ADMIN_API_KEY is missing", "BACKFILL_DATABASE_URL is missing", "BACKFILL_DATABASE_USER is missing")
                .contains("BACKFILL_DATABASE_PASSWORD is missing", "BACKFILL_TEMPORAL_ADDRESS is missing", "openssl rand -hex 32")
                .doesNotContain("\tat ");
    }

    @Test
    void weakKeyAlone_isRefused() throws Exception {
        Map<String, String> weak = new HashMap<>(COMPLETE);
        weak.put("ADMIN_API_KEY", "changemechangemechangemechangeme");
        Ending ending = start(weak);

        assertThat(ending.exitCode()).isEqualTo(1);
        assertThat(ending.output()).contains("ADMIN_API_KEY can be guessed").doesNotContain("changemechangeme", "is missing", "\tat ");
    }

    @Test
    void misspelledOrUnreadableSetting_isNamed() throws Exception {
        Map<String, String> wrong = new HashMap<>(COMPLETE);
        wrong.put("BACKFILL_DATABASE_CONNECTIONS", "many");
        wrong.put("BACKFILL_TEMPORAL_NAMESPCE", "x");

        assertThat(start(wrong).output())
                .contains("backfill.database.connections cannot be read", "BACKFILL_TEMPORAL_NAMESPCE is not a setting")
                .doesNotContain("\tat ");
        assertThat(start(COMPLETE, "--backfill.databse.url=x").output())
                .contains("Not a setting: backfill.databse.url")
                .doesNotContain("\tat ");
    }

    private static Ending start(Map<String, String> environment, String... arguments) throws IOException, InterruptedException {
        ProcessBuilder command = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                Gateway.class.getName());
        command.command().addAll(List.of(arguments));
        command.redirectErrorStream(true);
        command.environment().keySet().removeIf(name -> name.startsWith("BACKFILL_") || name.equals("ADMIN_API_KEY"));
        command.environment().putAll(environment);
        Process process = command.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Ending(process.exitValue(), output);
    }
}
