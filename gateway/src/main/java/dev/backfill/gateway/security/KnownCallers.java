package dev.backfill.gateway.security;

import dev.backfill.store.account.AccountStore;
import dev.backfill.store.apikey.ApiKey;
import dev.backfill.store.apikey.ApiKeyStore;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/** The callers that PostgreSQL knows. It is asked at each request, so that a revoked key or a changed role is obeyed at once. Blocks. */
@Component
class KnownCallers {
    private static final Logger log = LoggerFactory.getLogger(KnownCallers.class);
    /** What a key of an unknown id is compared with, so that it takes as long as any other. */
    private static final byte[] HASH_OF_NOTHING = new byte[32];

    private final ApiKeyStore keys;
    private final AccountStore accounts;
    private final Clock clock;

    KnownCallers(ApiKeyStore keys, AccountStore accounts, Clock clock) {
        this.keys = keys;
        this.accounts = accounts;
        this.clock = clock;
    }

    /** @throws dev.backfill.gateway.problem.ProblemException of status 401 if the key was never issued, was revoked, or has expired */
    Caller byKey(IssuedKey sent) {
        Optional<ApiKey> found = keys.find(sent.id());
        boolean same = MessageDigest.isEqual(found.map(ApiKey::hash).orElse(HASH_OF_NOTHING), sent.hash());
        if (found.isEmpty() || !same || !found.get().isValidAt(clock.instant())) {
            throw Refusals.invalidKey();
        }
        recordUse(found.get());
        return Caller.ofKey(found.get().id(), found.get().role());
    }

    /** No request fails because its use of the key cannot be noted. */
    private void recordUse(ApiKey key) {
        if (key.lastUsedAt() != null && clock.instant().isBefore(key.lastUsedAt().plusSeconds(60))) {
            return;
        }
        try {
            keys.recordUse(key.id());
        } catch (DataAccessException failure) {
            log.warn("the use of key {} is not noted: {}", key.id(), failure.toString());
        }
    }

    /** The role is the account's of now, not that in the token. An account that is gone opens nothing. */
    Caller byAccount(String id) {
        return accounts.find(id)
                .map(account -> Caller.ofUser(account.id(), account.role()))
                .orElseThrow(Refusals::invalidToken);
    }
}
