package dev.backfill.gateway.token;

import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyType;
import dev.backfill.gateway.problem.ProblemException;
import dev.backfill.gateway.problem.ProblemType;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * The keys that an issuer publishes (RFC 7517), kept for as long as it says. An id that is not among them makes for another look, at
 * most once a minute, so that a change of keys is noticed and a flood of forged ids is not passed on.
 */
public final class PublishedKeys implements VerificationKeys {
    private static final Logger log = LoggerFactory.getLogger(PublishedKeys.class);
    private static final Duration BETWEEN_LOOKS_FOR_UNKNOWN_IDS = Duration.ofMinutes(1);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(5);
    /** How long keys are used beyond their time while new ones cannot be had. */
    private static final Duration GRACE = Duration.ofHours(1);
    private static final int SMALLEST_RSA_BITS = 2048;

    /** A set of keys, and until when it need not be asked for again. */
    record Published(JWKSet keys, Instant freshUntil) {}

    private final Mono<Published> fetch;
    private final Clock clock;
    private final AtomicReference<@Nullable Published> published = new AtomicReference<>();
    private final AtomicReference<@Nullable Mono<Published>> underWay = new AtomicReference<>();
    private final AtomicReference<Instant> nextLook = new AtomicReference<>(Instant.MIN);
    private final AtomicReference<Instant> nextAttempt = new AtomicReference<>(Instant.MIN);

    /** @param fetch asks the issuer, at each subscription anew */
    PublishedKeys(Mono<Published> fetch, Clock clock) {
        this.fetch = fetch;
        this.clock = clock;
    }

    /** Whether keys may be had from there: https, but for this machine itself. */
    public static boolean isAcceptable(String url) {
        try {
            URI uri = new URI(url);
            boolean loopback = List.of("127.0.0.1", "localhost", "[::1]").contains(String.valueOf(uri.getHost()));
            return uri.getHost() != null && uri.getUserInfo() == null
                    && ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()) && loopback);
        } catch (URISyntaxException malformed) {
            return false;
        }
    }

    @Override
    public Mono<List<JWK>> find(JWSHeader header) {
        return Mono.defer(() -> {
            Published known = published.get();
            List<JWK> found = known == null ? List.of() : matching(known, header);
            Instant now = clock.instant();
            boolean fresh = known != null && now.isBefore(known.freshUntil());
            if (fresh && (!found.isEmpty() || !mayLookAgain(now))) {
                return Mono.just(found);
            }
            boolean usable = known != null && !found.isEmpty() && now.isBefore(known.freshUntil().plus(GRACE));
            return now.isBefore(nextAttempt.get())
                    ? usable ? Mono.just(found) : Mono.error(unavailable(null))
                    : fetchOnce().map(fetched -> matching(fetched, header))
                            .onErrorResume(failure -> usable ? Mono.just(found) : Mono.error(unavailable(failure)));
        });
    }

    private boolean mayLookAgain(Instant now) {
        Instant next = nextLook.get();
        return !now.isBefore(next) && nextLook.compareAndSet(next, now.plus(BETWEEN_LOOKS_FOR_UNKNOWN_IDS));
    }

    /** All who need the keys at the same time wait for one answer. */
    private Mono<Published> fetchOnce() {
        Mono<Published> own = fetch.doOnNext(published::set)
                .doOnError(failure -> {
                    nextAttempt.set(clock.instant().plus(AFTER_FAILURE));
                    log.warn("an issuer's keys cannot be had: {}", failure.toString());
                })
                .doFinally(end -> underWay.set(null))
                .cache();
        Mono<Published> other = underWay.compareAndExchange(null, own);
        return other == null ? own : other;
    }

    private static List<JWK> matching(Published published, JWSHeader header) {
        JWKMatcher.Builder wanted = new JWKMatcher.Builder(JWKMatcher.forJWSHeader(header));
        if (KeyType.forAlgorithm(header.getAlgorithm()).equals(KeyType.RSA)) {
            wanted.minKeySize(SMALLEST_RSA_BITS);
        }
        return new JWKSelector(wanted.build()).select(published.keys());
    }

    private static ProblemException unavailable(@Nullable Throwable failure) {
        return new ProblemException(
                ProblemType.IDENTITY_PROVIDER_UNAVAILABLE,
                "The keys that tokens are verified by cannot be had at the moment; try again.",
                List.of(),
                failure);
    }
}
