package dev.backfill.workers.source.fireflies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FirefliesPropertiesTest {
    private static FirefliesProperties at(String url) {
        return new FirefliesProperties(URI.create(url), "the-token", 50, 60, 20);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://api.fireflies.ai/graphql", "http://127.0.0.1:8089/fireflies/graphql", "http://localhost:1/x"})
    void address_isOneThatCredentialsMayBeSentTo(String url) {
        assertThat(at(url).toString()).contains(url).doesNotContain("the-token");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "http://api.fireflies.ai/graphql", "https://user@api.fireflies.ai/graphql", "https://api.fireflies.ai/graphql?x=1",
        "file:///etc/passwd", "https://169.254.169.254/graphql", "https://[fe80::1]/graphql", "api.fireflies.ai"
    })
    void otherAddresses_areRefused_byTheNameOfTheSetting(String url) {
        assertThatIllegalArgumentException().isThrownBy(() -> at(url)).withMessageContaining("BACKFILL_FIREFLIES_URL");
    }
}
