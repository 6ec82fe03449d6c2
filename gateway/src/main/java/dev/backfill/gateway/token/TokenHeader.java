package dev.backfill.gateway.token;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.util.Set;
import java.util.regex.Pattern;

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
        try {
            SignedJWT token = SignedJWT.parse(text);
            check(token.getHeader());
            return token;
        } catch (ParseException | IllegalArgumentException | IllegalStateException malformed) {
            throw new InvalidTokenException("not a signed JWT in compact form");
        }
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
