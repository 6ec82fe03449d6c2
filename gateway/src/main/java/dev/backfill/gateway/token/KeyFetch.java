package dev.backfill.gateway.token;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import dev.backfill.gateway.token.PublishedKeys.Published;
import java.net.URI;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.http.client.ReactorResourceFactory;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;

/** Asks an issuer for its keys, without blocking, within a deadline, and reads no more than a set of keys may have. */
@Component
public class KeyFetch {
    private static final Duration DEADLINE = Duration.ofSeconds(5);
    private static final int MOST_BYTES = 256 * 1024;
    private static final Duration KEPT_IF_NOTHING_IS_SAID = Duration.ofMinutes(10);
    private static final Duration KEPT_AT_LEAST = Duration.ofMinutes(1);
    private static final Duration KEPT_AT_MOST = Duration.ofDays(1);
    private static final Pattern MAX_AGE = Pattern.compile("(?i)(?:^|[\\s,])max-age=\"?([0-9]{1,9})");

    private final WebClient client;
    private final Clock clock;

    KeyFetch(ReactorResourceFactory resources, Clock clock) {
        // Redirects are not followed: keys come from where the setting says, or not at all.
        this.client = WebClient.builder()
                .clientConnector(new ReactorClientHttpConnector(resources, http -> http.followRedirect(false).responseTimeout(DEADLINE)))
                .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(MOST_BYTES))
                .build();
        this.clock = clock;
    }

    /**
     * An issuer that publishes its keys.
     *
     * @param url where they are
     * @param names what its tokens may have as {@code iss}
     * @param audience what their {@code aud} must name
     */
    public Issuer issuer(String url, Set<String> names, String audience, JWSAlgorithm algorithm) {
        return new Issuer(names, audience, algorithm, new PublishedKeys(fetch(URI.create(url)), clock), clock);
    }

    private Mono<Published> fetch(URI url) {
        return client.get()
                .uri(url)
                .retrieve()
                .toEntity(String.class)
                .timeout(DEADLINE)
                .map(this::read);
    }

    private Published read(ResponseEntity<String> answer) {
        if (answer.getStatusCode().value() != 200 || answer.getBody() == null) {
            throw new IllegalStateException("the answer is " + answer.getStatusCode().value() + ", not keys");
        }
        try {
            return new Published(
                    JWKSet.parse(answer.getBody()).toPublicJWKSet(),
                    clock.instant().plus(kept(answer.getHeaders().getFirst(HttpHeaders.CACHE_CONTROL))));
        } catch (ParseException malformed) {
            throw new IllegalStateException("the answer is not a set of keys", malformed);
        }
    }

    static Duration kept(@Nullable String cacheControl) {
        Matcher maxAge = MAX_AGE.matcher(cacheControl == null ? "" : cacheControl);
        Duration said = maxAge.find() ? Duration.ofSeconds(Long.parseLong(maxAge.group(1))) : KEPT_IF_NOTHING_IS_SAID;
        return said.compareTo(KEPT_AT_LEAST) < 0 ? KEPT_AT_LEAST : said.compareTo(KEPT_AT_MOST) > 0 ? KEPT_AT_MOST : said;
    }
}
