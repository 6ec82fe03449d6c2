package dev.backfill.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

class StartRefusalTest {
    private static final Map<String, String> COMPLETE = Map.of(
            "ADMIN_API_KEY", RunningGateway.ADMIN_KEY,
            "JWT_SECRET", RunningGateway.JWT_SECRET,
            "WEB_BASE_URL", "https://backfill.example.com",
            "BACKFILL_DATABASE_URL", "jdbc:postgresql://127.0.0.1:1/none",
            "BACKFILL_DATABASE_USER", "nobody",
            "BACKFILL_DATABASE_PASSWORD", "nothing",
            "BACKFILL_TEMPORAL_ADDRESS", "127.0.0.1:1");

    record Ending(int exitCode, String output) {}

    @Execution(ExecutionMode.CONCURRENT)
    @Test
    void nothingSet_isOneMessageThatListsAll() throws Exception {
        Ending ending = start(Map.of());

        assertThat(ending.exitCode()).isEqualTo(1);
        assertThat(ending.output())
                .contains("JWT_SECRET is missing", "WEB_BASE_URL is missing", "export JWT_SECRET=\"$(openssl rand -hex 32)\"")
                .contains("ADMIN_API_KEY is missing", "BACKFILL_DATABASE_URL is missing", "BACKFILL_DATABASE_USER is missing")
                .contains("BACKFILL_DATABASE_PASSWORD is missing", "BACKFILL_TEMPORAL_ADDRESS is missing", "openssl rand -hex 32")
                .doesNotContain("\tat ");
    }

    @Execution(ExecutionMode.CONCURRENT)
    @Test
    void weakKeyAlone_isRefused() throws Exception {
        Map<String, String> weak = new HashMap<>(COMPLETE);
        weak.put("ADMIN_API_KEY", "changemechangemechangemechangeme");
        Ending ending = start(weak);

        assertThat(ending.exitCode()).isEqualTo(1);
        assertThat(ending.output()).contains("ADMIN_API_KEY can be guessed").doesNotContain("changemechangeme", "is missing", "\tat ");
    }

    @Execution(ExecutionMode.CONCURRENT)
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

    @Execution(ExecutionMode.CONCURRENT)
    @Test
    void unsafeSettings_areNamedTogether_andNeverShown() throws Exception {
        Map<String, String> wrong = new HashMap<>(COMPLETE);
        wrong.putAll(Map.of(
                "JWT_SECRET", "your-256-bit-secret-your-256-bit-secret-1",
                "ADMIN_API_KEY", "your-256-bit-secret-your-256-bit-secret-1",
                "WEB_BASE_URL", "http://backfill.example.com",
                "GOOGLE_CLIENT_ID", "4711",
                "GOOGLE_JWKS_URL", "http://169.254.169.254/keys",
                "GOOGLE_FIRST_ROLE", "ADMIN",
                "JWT_SESSION_MINUTES", "100000"));
        Ending ending = start(wrong);

        assertThat(ending.exitCode()).isEqualTo(1);
        assertThat(ending.output())
                .contains("JWT_SECRET can be guessed", "ADMIN_API_KEY can be guessed", "ADMIN_API_KEY and JWT_SECRET are equal")
                .contains("WEB_BASE_URL must begin with https://", "GOOGLE_ALLOWED_DOMAINS is missing", "GOOGLE_JWKS_URL is not an https URL")
                .contains("GOOGLE_FIRST_ROLE must be", "JWT_SESSION_MINUTES must be")
                .doesNotContain("your-256-bit-secret", "169.254", "\tat ");
    }

    @Execution(ExecutionMode.CONCURRENT)
    @Test
    void publishedKeys_needTheirIssuer_andASecretForSignIn() throws Exception {
        Map<String, String> wrong = new HashMap<>(COMPLETE);
        wrong.remove("JWT_SECRET");
        wrong.putAll(Map.of(
                "JWT_ALGORITHM", "RS256", "JWT_JWKS_URL", "file:///etc/passwd",
                "GOOGLE_CLIENT_ID", "4711", "GOOGLE_ALLOWED_DOMAINS", "example.com"));

        assertThat(start(wrong).output())
                .contains("JWT_ISSUER is missing", "JWT_JWKS_URL is not an https URL", "JWT_SECRET is missing. It signs the tokens of those")
                .doesNotContain("\tat ");
        wrong.putAll(Map.of("JWT_ALGORITHM", "none", "BACKFILL_ENVIRONMENT", "prod"));
        assertThat(start(wrong).output()).contains("JWT_ALGORITHM must be", "BACKFILL_ENVIRONMENT must be");
    }

    @Execution(ExecutionMode.CONCURRENT)
    @Test
    void secretFiles_areRead_andNeverGuessedAt(@TempDir Path folder) throws Exception {
        Map<String, String> fromFiles = new HashMap<>(COMPLETE);
        for (String secret : List.of("ADMIN_API_KEY", "JWT_SECRET", "BACKFILL_DATABASE_PASSWORD")) {
            fromFiles.remove(secret);
            Path file = Files.writeString(folder.resolve(secret), COMPLETE.get(secret) + "\n");
            fromFiles.put(secret + "_FILE", file.toString());
        }
        fromFiles.put("BACKFILL_ENVIRONMENT", "nowhere");
        // All that is left to complain about.
        assertThat(start(fromFiles).output())
                .contains("BACKFILL_ENVIRONMENT must be")
                .doesNotContain("ADMIN_API_KEY", "JWT_SECRET", "PASSWORD", "\tat ");

        fromFiles.put("JWT_SECRET", "set-twice");
        fromFiles.put("ADMIN_API_KEY_FILE", folder.resolve("absent").toString());
        assertThat(start(fromFiles).output())
                .contains("JWT_SECRET and JWT_SECRET_FILE are both set", "ADMIN_API_KEY_FILE names no file", "ADMIN_API_KEY is missing")
                .doesNotContain("set-twice", "\tat ");
    }

    @Execution(ExecutionMode.CONCURRENT)
    @Test
    void limitThatIsSwitchedOff_orProxyThatIsAName_isRefused() throws Exception {
        Map<String, String> wrong = new HashMap<>(COMPLETE);
        wrong.put("BACKFILL_LIMITS_HOUR", "0");
        wrong.put("BACKFILL_LIMITS_STARTS_PER_HOUR", "jira=-1");
        wrong.put("BACKFILL_TRUSTED_PROXIES", "proxy.example");
        wrong.put("BACKFILL_LIMITS_WEEK", "1");
        Ending ending = start(wrong);

        assertThat(ending.exitCode()).isEqualTo(1);
        assertThat(ending.output())
                .contains("BACKFILL_LIMITS_HOUR must be from 1", "BACKFILL_LIMITS_STARTS_PER_HOUR must be", "BACKFILL_TRUSTED_PROXIES must be")
                .contains("BACKFILL_LIMITS_WEEK is not a setting")
                .doesNotContain("\tat ");
    }

    static Map<String, String> completeWith(Map<String, String> more) {
        Map<String, String> environment = new HashMap<>(COMPLETE);
        environment.putAll(more);
        return environment;
    }

    static Ending start(Map<String, String> environment, String... arguments) throws IOException, InterruptedException {
        ProcessBuilder command = JavaCommand.of(Gateway.class);
        command.command().addAll(List.of(arguments));
        command.redirectErrorStream(true);
        command.environment().keySet().removeIf(name -> name.matches("(BACKFILL_|JWT_|GOOGLE_|ADMIN_API_KEY|WEB_BASE_URL).*"));
        command.environment().putAll(environment);
        Process process = command.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Ending(process.exitValue(), output);
    }
}
