package dev.backfill.gateway.token;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.backfill.gateway.request.Untrusted;
import dev.backfill.store.account.Role;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Tells whether a bearer token is to be believed, by the settings alone (RFC 8725). */
@Component
public class TokenVerifier {
    private static final String ROLE = "role";
    private static final Pattern SUBJECT = Pattern.compile("[\\x21-\\x7e]{1,255}");

    private final List<Issuer> issuers = new ArrayList<>();
    private final String issuerBySecret;

    TokenVerifier(JwtSettings settings, KeyFetch fetch, Clock clock) {
        this.issuerBySecret = settings.issuerBySecret();
        if (!settings.secret().isEmpty()) {
            // A key without an id: a token that names one was not signed by it.
            JWK key = new OctetSequenceKey.Builder(settings.secret().getBytes(StandardCharsets.UTF_8)).build();
            VerificationKeys keys = header -> Mono.just(header.getKeyID() == null ? List.of(key) : List.of());
            issuers.add(new Issuer(Set.of(issuerBySecret), settings.audience(), JWSAlgorithm.HS256, keys, clock));
        }
        if (!settings.isBySecret()) {
            JWSAlgorithm algorithm = JWSAlgorithm.parse(settings.algorithm());
            issuers.add(fetch.issuer(settings.jwksUrl(), Set.of(settings.issuer()), settings.audience(), algorithm));
        }
    }

    /** Fails with {@link InvalidTokenException}, or with a problem of status 503 if the issuer's keys cannot be had. */
    public Mono<VerifiedToken> verify(String text) {
        return Mono.defer(() -> {
            try {
                SignedJWT token = TokenHeader.parse(text);
                return issuerOf(token).verify(token).flatMap(this::read);
            } catch (InvalidTokenException refused) {
                return Mono.error(refused);
            }
        });
    }

    /** Names are not trusted here: they only pick whose rules and keys the token is held against. */
    private Issuer issuerOf(SignedJWT token) throws InvalidTokenException {
        String name = Untrusted.parse(
                () -> token.getJWTClaimsSet().getIssuer(), malformed -> new InvalidTokenException("claims are malformed"));
        return issuers.stream()
                .filter(issuer -> name != null && issuer.isNamed(name))
                .findFirst()
                .orElseThrow(() -> new InvalidTokenException("iss is none that is accepted"));
    }

    private Mono<VerifiedToken> read(JWTClaimsSet claims) {
        if (!SUBJECT.matcher(claims.getSubject()).matches()) {
            return Mono.error(new InvalidTokenException("sub is not of visible ASCII"));
        }
        Object claimed = claims.getClaim(ROLE);
        if (claimed == null) {
            return Mono.just(verified(claims, Role.NO_ACCESS));
        }
        // By its exact name: nothing is trimmed, folded, or taken out of a list.
        return Arrays.stream(Role.values())
                .filter(role -> claimed instanceof String name && role.name().equals(name))
                .findFirst()
                .map(role -> Mono.just(verified(claims, role)))
                .orElseGet(() -> Mono.error(new InvalidTokenException("role is none of ours")));
    }

    private VerifiedToken verified(JWTClaimsSet claims, Role role) {
        boolean ofAccount = claims.getIssuer().equals(issuerBySecret) && claims.getSubject().startsWith(SessionTokens.ACCOUNT_PREFIX);
        return new VerifiedToken(claims.getSubject(), role, ofAccount);
    }
}
