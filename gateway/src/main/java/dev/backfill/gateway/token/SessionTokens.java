package dev.backfill.gateway.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.backfill.store.account.Account;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Makes the tokens that people get who sign in. */
@Component
public class SessionTokens {
    /** What the id of an account begins with: it tells a token of an account from other tokens that the secret signs. */
    public static final String ACCOUNT_PREFIX = "usr_";

    private final JwtSettings settings;
    private final Clock clock;

    SessionTokens(JwtSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /** A token in compact form, its id, and the end of its validity. */
    public record Session(String token, String id, Instant expiresAt) {
        /** Without the token, so that it never reaches a log. */
        @Override
        public String toString() {
            return "Session[expiresAt=" + expiresAt + "]";
        }
    }

    public Session of(Account account) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        Instant end = now.plus(Duration.ofMinutes(settings.sessionMinutes()));
        String id = UUID.randomUUID().toString();
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256).type(JOSEObjectType.JWT).build(),
                new JWTClaimsSet.Builder()
                        .issuer(settings.issuerBySecret())
                        .audience(settings.audience())
                        .subject(account.id())
                        .claim("role", account.role().name())
                        .issueTime(Date.from(now))
                        .notBeforeTime(Date.from(now))
                        .expirationTime(Date.from(end))
                        .jwtID(id)
                        .build());
        try {
            token.sign(new MACSigner(settings.secret().getBytes(StandardCharsets.UTF_8)));
        } catch (JOSEException impossible) {
            throw new IllegalStateException("the start check has let a secret through that cannot sign", impossible);
        }
        return new Session(token.serialize(), id, end);
    }
}
