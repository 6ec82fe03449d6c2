package dev.backfill.gateway.security;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebSettingsTest {
    @ParameterizedTest
    @ValueSource(strings = {"https://backfill.example.com", "https://backfill.example.com:8443", "https://[::1]:3000", "https://10.0.0.1"})
    void origins_areAccepted(String origin) {
        assertThat(new WebSettings("production", origin, "").problems()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", " ", "*", "null", "backfill.example.com", "http://backfill.example.com", "https://backfill.example.com/",
        "https://backfill.example.com/app", "https://backfill.example.com?x", "https://backfill.example.com#x", "https://a@b.example",
        "https://b.example:99999", "https://*.example.com", "https://a.example,https://b.example", "https://a.example\n", "ftp://a.example",
    })
    void everythingElse_isRefusedInProduction(String origin) {
        assertThat(new WebSettings("production", origin, "").problems()).singleElement().asString().contains("WEB_BASE_URL");
    }

    @Test
    void development_needsNone() {
        assertThat(new WebSettings("development", "", "").problems()).isEmpty();
        assertThat(new WebSettings("development", "", "").showsPage()).isTrue();
        assertThat(new WebSettings("development", "", "off").showsPage()).isFalse();
        assertThat(new WebSettings("production", "https://a.example", "").showsPage()).isFalse();
        assertThat(new WebSettings("production", "https://a.example", "on").showsPage()).isTrue();
        assertThat(new WebSettings("production", "https://a.example", "yes").problems()).singleElement().asString().contains("BACKFILL_DOCS");
        assertThat(new WebSettings("development", "http://localhost:3000", "").problems()).isEmpty();
        assertThat(new WebSettings("development", "localhost:3000", "").problems()).isNotEmpty();
        assertThat(new WebSettings("Development", "https://a.example", "").problems()).isNotEmpty();
    }
}
