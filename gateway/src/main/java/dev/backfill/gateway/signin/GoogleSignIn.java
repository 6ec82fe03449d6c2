package dev.backfill.gateway.signin;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jwt.JWTClaimsSet;
import dev.backfill.gateway.blocking.BlockingCalls;
import dev.backfill.gateway.problem.ProblemException;
import dev.backfill.gateway.problem.ProblemType;
import dev.backfill.gateway.security.Refusals;
import dev.backfill.gateway.token.InvalidTokenException;
import dev.backfill.gateway.token.Issuer;
import dev.backfill.gateway.token.KeyFetch;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Exchanges an ID token of Google for a token of ours. */
@Component
class GoogleSignIn {
    private static final Logger log = LoggerFactory.getLogger(GoogleSignIn.class);
    /** Google writes both: https://developers.google.com/identity/gsi/web/guides/verify-google-id-token */
    private static final Set<String> NAMES = Set.of("accounts.google.com", "https://accounts.google.com");

    private final GoogleSettings settings;
    private final Optional<Issuer> google;
    private final SignIn signIn;
    private final Nonces nonces;
    private final BlockingCalls blocking;

    GoogleSignIn(GoogleSettings settings, KeyFetch fetch, SignIn signIn, Nonces nonces, BlockingCalls blocking) {
        this.settings = settings;
        this.google = settings.isOn()
                ? Optional.of(fetch.issuer(settings.jwksUrl(), NAMES, settings.clientId(), JWSAlgorithm.RS256))
                : Optional.empty();
        this.signIn = signIn;
        this.nonces = nonces;
        this.blocking = blocking;
    }

    /** @throws ProblemException of status 404 if nobody can sign in here */
    void requireOn() {
        if (google.isEmpty()) {
            throw new ProblemException(ProblemType.SIGN_IN_NOT_CONFIGURED, "GOOGLE_CLIENT_ID is not set.");
        }
    }

    /** Fails with a problem: of status 401, 403 or 503. */
    Mono<SessionView> signIn(String idToken, String requestId) {
        return Mono.justOrEmpty(google)
                .flatMap(issuer -> issuer.verify(idToken))
                .flatMap(this::once)
                .onErrorResume(InvalidTokenException.class, refused -> refuse(refused, requestId))
                .map(claims -> GoogleIdentity.of(claims, settings.allowedDomains()))
                .flatMap(identity -> blocking.call(() -> signIn.signIn(identity, settings.roleOfNewcomers(), requestId)));
    }

    /** A token is taken once, whatever comes of it. */
    private Mono<JWTClaimsSet> once(JWTClaimsSet claims) {
        return blocking.call(() -> {
                    try {
                        nonces.use(claims.getClaim("nonce"));
                        return Optional.<InvalidTokenException>empty();
                    } catch (InvalidTokenException refused) {
                        return Optional.of(refused);
                    }
                })
                .flatMap(refused -> refused.<Mono<JWTClaimsSet>>map(Mono::error).orElseGet(() -> Mono.just(claims)));
    }

    private <T> Mono<T> refuse(InvalidTokenException refused, String requestId) {
        log.debug("ID token refused: {}", refused.getMessage());
        return blocking.call(() -> {
            signIn.refused(requestId);
            throw Refusals.invalidToken();
        });
    }
}
