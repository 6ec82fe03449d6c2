package dev.backfill.gateway.security;

import dev.backfill.gateway.security.Caller.Grant;
import dev.backfill.gateway.token.VerifiedToken;
import dev.backfill.store.account.Role;
import dev.backfill.store.account.SessionStore;
import dev.backfill.store.account.TokenHolders;
import dev.backfill.store.apikey.ApiKey;
import dev.backfill.store.apikey.ApiKeyStore;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/** The callers that PostgreSQL knows. It is asked at each request, so that a revoked key or a changed role is obeyed at once. Blocks. */
@Component
public class KnownCallers {
    private static final Logger log = LoggerFactory.getLogger(KnownCallers.class);
    /** What a key of an unknown id is compared with, so that it takes as long as any other. */
    private static final byte[] HASH_OF_NOTHING = new byte[32];

    private final ApiKeyStore keys;
    private final SessionStore sessions;
    private final TokenHolders holders;
    private final Clock clock;

    KnownCallers(ApiKeyStore keys, SessionStore sessions, TokenHolders holders, Clock clock) {
        this.keys = keys;
        this.sessions = sessions;
        this.holders = holders;
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
        return ofKey(found.get());
    }

    private static Caller ofKey(ApiKey key) {
        return new Caller("key:" + key.id(), key.effectiveRole(), key.owner(), new Grant.Key(key.id()));
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

    /** The role is the account's of now, not that in the token. A session that was ended opens nothing. */
    Caller bySession(String id, String accountId, Instant expiresAt) {
        return sessions.holder(id, accountId)
                .map(account -> of(Caller.nameOfUser(account.id()), account.role(), new Grant.Session(id, accountId, expiresAt)))
                .orElseThrow(Refusals::invalidToken);
    }

    /** Who issued keys earlier takes with them what this token says that they may now. */
    Caller byToken(VerifiedToken token) {
        String name = Caller.nameOfUser(token.subject());
        holders.saw(name, token.role(), token.issuedAt());
        return of(name, token.role(), new Grant.Token(token.issuedAt(), token.expiresAt()));
    }

    private static Caller of(String name, Role role, Grant grant) {
        return new Caller(name, role, name, grant);
    }

    /** Whether a caller who was let in earlier still would be: for what lasts longer than a request. */
    public boolean isStillLetIn(Caller caller) {
        Instant now = clock.instant();
        return switch (caller.grant()) {
            case Grant.Lasting lasting -> true;
            case Grant.Key(String id) -> keys.find(id).filter(key -> key.isValidAt(now) && key.effectiveRole() != Role.NO_ACCESS).isPresent();
            case Grant.Session(String id, String account, Instant end) ->
                    now.isBefore(end) && sessions.holder(id, account).filter(holder -> holder.role() != Role.NO_ACCESS).isPresent();
            case Grant.Token(Instant issued, Instant end) -> now.isBefore(end);
        };
    }
}
