package dev.backfill.workers.source.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SafeAddressTest {
    @ParameterizedTest
    @ValueSource(strings = {
        "https://api.tempo.io/4", "https://api.eu.tempo.io/4", "http://localhost:8080/tempo/4", "http://127.0.0.1:1", "http://[::1]:8080", "https://10.1.2.3"})
    void safeAddress_isTaken(String url) {
        assertThat(SafeAddress.require(URI.create(url), "SETTING", "https://example.com")).isEqualTo(URI.create(url));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "http://api.tempo.io/4", "http://10.1.2.3", "http://127.0.0.1.example.com", "http://localhost.example.com", "ftp://localhost", "file:///etc/passwd",
        "//example.com", "example.com", "mailto:a@example.com", "https:/path", "https://user:secret@api.tempo.io", "https://api.tempo.io?x=1",
        "https://api.tempo.io#x", "https://169.254.169.254/latest", "https://[fe80::1]", "http://169.254.169.254"})
    void unsafeAddress_isRefused_andNotRepeated(String url) {
        assertThatThrownBy(() -> SafeAddress.require(URI.create(url), "SETTING", "https://example.com"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("SETTING")
                .satisfies(refusal -> assertThat(refusal.getMessage()).doesNotContain("secret"));
    }
}
