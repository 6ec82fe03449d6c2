package dev.backfill.gateway.token;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jwt.SignedJWT;
import dev.backfill.gateway.request.StrictJson;
import dev.backfill.gateway.request.Untrusted;
import java.util.Base64;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ObjectNode;

/** Reads a token as far as nothing of it needs to be trusted, and refuses what no token of ours may say of itself (RFC 8725). */
final class TokenHeader {
    static final int MOST_CHARACTERS = 8 * 1024;

    private static final Set<JOSEObjectType> TYPES = Set.of(JOSEObjectType.JWT, new JOSEObjectType("at+jwt"));
    private static final Pattern KEY_ID = Pattern.compile("[A-Za-z0-9._:@=+~-]{1,128}");

    private TokenHeader() {}

    /** The token, none of whose claims are verified yet. */
    static SignedJWT parse(String text) throws InvalidTokenException {
        if (text.length() > MOST_CHARACTERS) {
            throw new InvalidTokenException("longer than " + MOST_CHARACTERS + " characters");
        }
        return Untrusted.parse(() -> read(text), failure -> failure instanceof InvalidTokenException refused
                ? refused
                : new InvalidTokenException("not a signed JWT in compact form"));
    }

    private static SignedJWT read(String text) throws Exception {
        String[] parts = text.split("\\.", -1);
        if (parts.length != 3) {
            throw new InvalidTokenException("not of three parts");
        }
        object(parts[0]);
        TokenClaims.check(object(parts[1]));
        SignedJWT token = SignedJWT.parse(text);
        check(token.getHeader());
        return token;
    }

    private static ObjectNode object(String part) throws Exception {
        return StrictJson.object(Base64.getUrlDecoder().decode(part))
                .orElseThrow(() -> new InvalidTokenException("header or claims are not an object"));
    }

    private static void check(JWSHeader header) throws InvalidTokenException {
        if (header.getType() == null || !TYPES.contains(header.getType())) {
            throw new InvalidTokenException("typ is not JWT or at+jwt");
        }
        if (header.getJWKURL() != null || header.getJWK() != null || header.getX509CertURL() != null || header.getX509CertChain() != null) {
            throw new InvalidTokenException("brings a key of its own");
        }
        if (header.getCriticalParams() != null || !header.isBase64URLEncodePayload()) {
            throw new InvalidTokenException("has a critical extension, and none is understood");
        }
        if (header.getKeyID() != null && !KEY_ID.matcher(header.getKeyID()).matches()) {
            throw new InvalidTokenException("kid is not the name of a key");
        }
    }

    static void requireAlgorithm(JWSHeader header, JWSAlgorithm algorithm) throws InvalidTokenException {
        if (!header.getAlgorithm().equals(algorithm)) {
            throw new InvalidTokenException("alg is not the one that is set");
        }
    }
}
