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
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Tells whether a bearer token is to be believed, by the settings alone (RFC 8725). */
@Component
public class TokenVerifier {
    private static final String ROLE = "role";
    private static final Pattern SUBJECT = Pattern.compile("[\\x21-\\x7e]{1,255}");

    private final List<Issuer> issuers = new ArrayList<>();
    private final String issuerBySecret;
    private final Clock clock;

    TokenVerifier(JwtSettings settings, KeyFetch fetch, Clock clock) {
        this.issuerBySecret = settings.issuerBySecret();
        this.clock = clock;
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
        String subject = claims.getSubject();
        boolean bySecret = claims.getIssuer().equals(issuerBySecret);
        boolean ofAccount = subject.startsWith(SessionTokens.ACCOUNT_PREFIX);
        if (!SUBJECT.matcher(subject).matches()) {
            return Mono.error(new InvalidTokenException("sub is not of visible ASCII"));
        }
        if (ofAccount && (!bySecret || claims.getJWTID() == null)) {
            return Mono.error(new InvalidTokenException("sub is that of an account, and the token was not made here"));
        }
        return role(claims.getClaim(ROLE))
                .map(role -> Mono.just(new VerifiedToken(
                        subject, role, ofAccount ? claims.getJWTID() : null, issuedAt(claims), claims.getExpirationTime().toInstant())))
                .orElseGet(() -> Mono.error(new InvalidTokenException("role is none of ours")));
    }

    /** By its exact name: nothing is trimmed, folded, or taken out of a list. */
    private static Optional<Role> role(@Nullable Object claimed) {
        return claimed == null
                ? Optional.of(Role.NO_ACCESS)
                : Arrays.stream(Role.values()).filter(role -> claimed instanceof String name && role.name().equals(name)).findFirst();
    }

    /** One that claims to come from the future would outlast every later one. */
    private Instant issuedAt(JWTClaimsSet claims) {
        Instant now = clock.instant();
        Date issued = claims.getIssueTime();
        return issued == null || issued.toInstant().isAfter(now) ? now : issued.toInstant();
    }
}
