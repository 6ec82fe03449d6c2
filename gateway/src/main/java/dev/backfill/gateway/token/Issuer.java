package dev.backfill.gateway.token;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import dev.backfill.gateway.request.Untrusted;
import java.time.Clock;
import java.util.Date;
import java.util.List;
import java.util.Set;
import reactor.core.publisher.Mono;

/** Someone whose tokens are accepted: under which names, for whom, by which algorithm, and with which keys. */
public final class Issuer {
    private static final int MOST_SKEW_SECONDS = 60;

    private final Set<String> names;
    private final JWSAlgorithm algorithm;
    private final VerificationKeys keys;
    private final DefaultJWTClaimsVerifier<SecurityContext> claims;

    Issuer(Set<String> names, String audience, JWSAlgorithm algorithm, VerificationKeys keys, Clock clock) {
        this.names = names;
        this.algorithm = algorithm;
        this.keys = keys;
        this.claims = new DefaultJWTClaimsVerifier<>(audience, null, Set.of("iss", "sub", "exp")) {
            @Override
            protected Date currentTime() {
                return Date.from(clock.instant());
            }
        };
        claims.setMaxClockSkew(MOST_SKEW_SECONDS);
    }

    boolean isNamed(String name) {
        return names.contains(name);
    }

    /** As {@link #verify(SignedJWT)}, of a token in compact form. */
    public Mono<JWTClaimsSet> verify(String text) {
        return Mono.defer(() -> {
            try {
                return verify(TokenHeader.parse(text));
            } catch (InvalidTokenException refused) {
                return Mono.error(refused);
            }
        });
    }

    /** The token's claims, all verified. Fails with {@link InvalidTokenException}, or with a problem of status 503. */
    Mono<JWTClaimsSet> verify(SignedJWT token) {
        return Mono.defer(() -> {
            try {
                TokenHeader.requireAlgorithm(token.getHeader(), algorithm);
            } catch (InvalidTokenException wrong) {
                return Mono.error(wrong);
            }
            return keys.find(token.getHeader()).flatMap(found -> verify(token, found));
        });
    }

    private Mono<JWTClaimsSet> verify(SignedJWT token, List<JWK> found) {
        DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
        // The header has checked the type.
        processor.setJWSTypeVerifier((type, context) -> {});
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(algorithm, new ImmutableJWKSet<>(new JWKSet(found))));
        processor.setJWTClaimsSetVerifier(claims);
        try {
            JWTClaimsSet verified = Untrusted.parse(
                    () -> processor.process(token, null), refused -> new InvalidTokenException("signature or claims are refused"));
            return isNamed(verified.getIssuer()) ? Mono.just(verified) : Mono.error(new InvalidTokenException("iss is another"));
        } catch (InvalidTokenException refused) {
            return Mono.error(refused);
        }
    }
}
