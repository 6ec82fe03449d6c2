package dev.backfill.gateway.signin;

import dev.backfill.gateway.request.Untrusted;
import dev.backfill.gateway.security.IssuedKey;
import dev.backfill.gateway.security.SignedText;
import dev.backfill.gateway.token.InvalidTokenException;
import dev.backfill.store.account.UsedNonces;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What a sign-in begins with, and the ID token has to carry (OpenID Connect Core, 3.1.2.1): made here, good for ten minutes, and once.
 * Nothing is stored until one is used: it is signed.
 */
@Component
class Nonces {
    private static final String PURPOSE = "nonce of a sign-in ";
    private static final Duration KEPT = Duration.ofMinutes(10);

    private final SignedText texts;
    private final UsedNonces used;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    Nonces(SignedText texts, UsedNonces used, Clock clock) {
        this.texts = texts;
        this.used = used;
        this.clock = clock;
    }

    NonceView make() {
        Instant end = clock.instant().plus(KEPT).truncatedTo(ChronoUnit.SECONDS);
        return new NonceView(texts.write(end.getEpochSecond() + " " + IssuedKey.draw(random).text(), PURPOSE), end);
    }

    /** Uses the nonce of a token, or refuses the token. Blocks. */
    void use(@Nullable Object claim) throws InvalidTokenException {
        String nonce = claim instanceof String text ? text : "";
        Instant end = Untrusted.parse(
                () -> Instant.ofEpochSecond(Long.parseLong(texts.read(nonce, PURPOSE).orElseThrow().split(" ")[0])),
                foreign -> new InvalidTokenException("nonce is none of ours"));
        if (!clock.instant().isBefore(end) || !used.use(IssuedKey.sha256(nonce), end)) {
            throw new InvalidTokenException("nonce has expired, or was used");
        }
    }
}
