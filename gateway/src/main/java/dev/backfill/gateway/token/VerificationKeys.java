package dev.backfill.gateway.token;

import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.JWK;
import java.util.List;
import reactor.core.publisher.Mono;

/** The keys that may have signed a token. */
interface VerificationKeys {
    /**
     * The keys of the header's algorithm and id; none if there is no such key. Fails with a problem of status 503 if the keys cannot
     * be had at the moment.
     */
    Mono<List<JWK>> find(JWSHeader header);
}
