package dev.backfill.store.apikey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backfill.store.TestStore;
import dev.backfill.store.account.Role;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DuplicateKeyException;

class ApiKeyStoreTest {
    private static final Instant NOW = Instant.parse("2026-11-24T00:00:00Z");

    private final ApiKeyStore keys = new ApiKeyStore(TestStore.database());

    @BeforeEach
    void begin() {
        TestStore.clear();
    }

    private ApiKey issue(String id) {
        return keys.insert(new NewApiKey(id, "ci", Role.USER, new byte[32], "admin", "admin", NOW.plus(Duration.ofDays(1))));
    }

    private ApiKey key(String id) {
        return keys.find(id).orElseThrow();
    }

    @Test
    void key_isValidUntilItExpires_orIsRevoked() {
        issue("a");
        assertThat(key("a").isValidAt(NOW)).isTrue();
        assertThat(key("a").isValidAt(NOW.plus(Duration.ofDays(1)))).isFalse();

        assertThat(keys.revoke("a")).isTrue();
        Instant revoked = key("a").revokedAt();
        assertThat(keys.revoke("a")).isTrue();
        assertThat(key("a").revokedAt()).isEqualTo(revoked);
        assertThat(key("a").isValidAt(NOW)).isFalse();
        assertThat(keys.revoke("b")).isFalse();
    }

    @Test
    void use_isNotedOnceAMinute() {
        issue("a");
        keys.recordUse("a");
        Instant first = key("a").lastUsedAt();
        keys.recordUse("a");
        assertThat(key("a").lastUsedAt()).isNotNull().isEqualTo(first);

        TestStore.sql().sql("update api_key set last_used_at = now() - interval '61 seconds'").update();
        keys.recordUse("a");
        assertThat(key("a").lastUsedAt()).isAfter(first);
    }

    @Test
    void id_isTakenOnce() {
        issue("a");
        assertThatThrownBy(() -> issue("a")).isInstanceOf(DuplicateKeyException.class);
        issue("b");
        assertThat(keys.list(null, 10)).extracting(ApiKey::id).containsExactly("b", "a");
        assertThat(keys.list(key("b").ordinal(), 10)).extracting(ApiKey::id).containsExactly("a");
    }
}
