package dev.backfill.gateway.security;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdminSettingsTest {
    @ParameterizedTest
    @ValueSource(strings = {
        "", "   ", "short", "0123456789abcdef0123456789abcde", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        "abababababababababababababababababab",
        "changemechangemechangemechangeme", "change-me-change-me-test-secret-default",
        "your-256-bit-secret-your-256-bit-secret", "MY_SUPER_SECRET_ADMIN_API_KEY_2026", "12345678901234567890123456789012",
        "password-password-password-password-1", "schlüssel-mit-umlauten-0123456789-abcdef", "a key with blanks 93f8a1c07b2d4e6f5a8b9c",
    })
    void weakKeys_areRefusedWithAWayToMakeOne(String key) {
        assertThat(new AdminSettings(key).problems()).singleElement().asString().contains("ADMIN_API_KEY", "openssl rand -hex 32");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "5f1c9a7be04d2386af917cbd60e25f48", "Zk3vN8qLw2RtY6uPx9BcJ4mHs7Gd5FaE", "90217465830192746583910274658391027465",
    })
    void randomKeys_areAccepted(String key) {
        assertThat(new AdminSettings(key).problems()).isEmpty();
    }

    @Test
    void key_isNeverShown() {
        assertThat(new AdminSettings("Zk3vN8qLw2RtY6uPx9BcJ4mHs7Gd5FaE").toString()).doesNotContain("Zk3v");
    }
}
