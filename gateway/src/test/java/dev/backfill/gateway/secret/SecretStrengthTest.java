package dev.backfill.gateway.secret;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretStrengthTest {
    @ParameterizedTest
    @ValueSource(strings = {
        "secret", "your-256-bit-secret", "a-string-secret-at-least-256-bits-long", "0123456789012345678901234567890123456789",
        "jwt-secret-jwt-secret-jwt-secret-1234", "development-secret-do-not-use-in-production-0", "qwertyuiopasdfghjklzxcvbnm1234567890",
        "AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab",
    })
    void weakOrPublished_isRefused_withoutBeingShown(String secret) {
        assertThat(SecretStrength.problems("JWT_SECRET", "a secret", secret))
                .singleElement().asString().contains("JWT_SECRET", "openssl rand -hex 32").doesNotContain(secret + " ");
    }

    @Test
    void random_isAccepted() {
        byte[] bytes = new byte[32];
        for (int i = 0; i < 1000; i++) {
            new SecureRandom().nextBytes(bytes);
            assertThat(SecretStrength.problems("JWT_SECRET", "a secret", HexFormat.of().formatHex(bytes))).isEmpty();
        }
    }

    /** Whatever in our own pages looks like a secret must not open anything. */
    @Test
    void examplesOfTheDocuments_areRefused() throws IOException {
        Path project = Files.exists(Path.of("docs")) ? Path.of("") : Path.of("..");
        Pattern looksLikeOne = Pattern.compile("bf_[0-9A-Za-z]{8}_[0-9A-Za-z]{43}|(?<=(ADMIN_API_KEY|JWT_SECRET)=)[0-9A-Za-z_-]{32,}");
        int found = 0;
        for (String page : List.of("docs/api.md", "docs/operations.md", "README.md", "SECURITY.md")) {
            try (Stream<String> lines = Files.lines(project.resolve(page))) {
                for (String example : lines.flatMap(line -> looksLikeOne.matcher(line).results().map(match -> match.group())).toList()) {
                    assertThat(SecretStrength.problems("ADMIN_API_KEY", "a key", example)).as(example).isNotEmpty();
                    found++;
                }
            }
        }
        assertThat(found).isPositive();
    }
}
