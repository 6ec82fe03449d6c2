package dev.backfill.workers.source.notion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NotionPropertiesTest {
    private static NotionProperties of(String url, String version) {
        return new NotionProperties(URI.create(url), "ntn_secret", version, 3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://api.notion.com", "https://user@api.notion.com", "https://api.notion.com?x=1", "https://169.254.169.254", "notion"})
    void addressThatCredentialsMustNotGoTo_isRefused(String url) {
        assertThatThrownBy(() -> of(url, "2025-09-03")).hasMessageContaining("BACKFILL_NOTION_URL");
    }

    @Test
    void versionThatIsNotSpoken_isRefused_withThoseThatAre() {
        assertThatThrownBy(() -> of("https://api.notion.com", "2021-05-13"))
                .hasMessageContaining("BACKFILL_NOTION_VERSION").hasMessageContaining("2022-06-28");
    }

    @Test
    void token_isNotShown() {
        assertThat(of("http://127.0.0.1:8090/notion", "2022-06-28").toString()).doesNotContain("ntn_secret");
    }
}
