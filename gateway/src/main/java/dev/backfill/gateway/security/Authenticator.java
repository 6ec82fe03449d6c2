package dev.backfill.gateway.security;

import dev.backfill.gateway.blocking.BlockingCalls;
import dev.backfill.gateway.token.InvalidTokenException;
import dev.backfill.gateway.token.TokenVerifier;
import dev.backfill.gateway.token.VerifiedToken;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Tells who a credential stands for. */
@Component
class Authenticator {
    private static final Logger log = LoggerFactory.getLogger(Authenticator.class);

    private final AdminKey adminKey;
    private final TokenVerifier tokens;
    private final KnownCallers known;
    private final BlockingCalls blocking;

    Authenticator(AdminSettings admin, TokenVerifier tokens, KnownCallers known, BlockingCalls blocking) {
        this.adminKey = new AdminKey(admin.apiKey());
        this.tokens = tokens;
        this.known = known;
        this.blocking = blocking;
    }

    /** Fails with a problem: of status 401 if it is not valid, 503 if that cannot be told at the moment. */
    Mono<Caller> authenticate(Credential credential) {
        return switch (credential) {
            case Credential.Key(String sent) -> byKey(sent);
            case Credential.Token(String sent) -> tokens.verify(sent)
                    .doOnError(InvalidTokenException.class, refused -> log.debug("token refused: {}", refused.getMessage()))
                    .onErrorMap(InvalidTokenException.class, refused -> Refusals.invalidToken())
                    .flatMap(this::byToken);
        };
    }

    /** The key of the settings works without PostgreSQL, so that an administrator can act while it is away. */
    private Mono<Caller> byKey(String sent) {
        if (adminKey.matches(sent)) {
            return Mono.just(Caller.ADMIN);
        }
        return IssuedKey.parse(sent)
                .map(key -> blocking.call(() -> known.byKey(key)))
                .orElseGet(() -> Mono.error(Refusals.invalidKey()));
    }

    private Mono<Caller> byToken(VerifiedToken token) {
        return blocking.call(() -> token.session() == null
                ? known.byToken(token)
                : known.bySession(token.session(), token.subject(), token.expiresAt()));
    }
}
