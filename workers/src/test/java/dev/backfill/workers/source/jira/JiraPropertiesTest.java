package dev.backfill.workers.source.jira;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JiraPropertiesTest {
    private static JiraProperties at(String url) {
        return new JiraProperties(URI.create(url), "reader@example.com", "the-token", 10);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "https://example.atlassian.net", "https://api.atlassian.com/ex/jira/1f", "http://localhost:8080/jira", "http://127.0.0.1:1", "http://[::1]:8080", "https://10.1.2.3"})
    void safeAddress_isTaken(String url) {
        assertThat(at(url).url()).isEqualTo(URI.create(url));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "http://example.atlassian.net", "http://10.1.2.3", "http://127.0.0.1.example.com", "http://localhost.example.com", "ftp://localhost",
        "file:///etc/passwd", "//example.com", "example.com", "mailto:a@example.com", "https:/path",
        "https://user:secret@example.atlassian.net", "https://example.atlassian.net?x=1",
        "https://169.254.169.254", "https://169.254.169.254/latest", "https://[fe80::1]", "http://169.254.169.254"})
    void unsafeAddress_isRefused_andNotRepeated(String url) {
        assertThatThrownBy(() -> at(url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("BACKFILL_JIRA_URL")
                .satisfies(refusal -> assertThat(refusal.getMessage()).doesNotContain("secret"));
    }

    @Test
    void text_tellsNoCredentials() {
        assertThat(at("https://example.atlassian.net").toString()).contains("example.atlassian.net").doesNotContain("the-token").doesNotContain("reader@");
    }
}
