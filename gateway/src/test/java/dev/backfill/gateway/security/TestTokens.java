package dev.backfill.gateway.security;

import dev.backfill.gateway.RunningGateway;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Writes tokens, also such as no library would write, with nothing but the JDK. */
final class TestTokens {
    /** Signs the two first parts of a token. */
    interface Signer {
        byte[] sign(byte[] content) throws GeneralSecurityException;
    }

    private final Map<String, @Nullable Object> header = new LinkedHashMap<>();
    private final Map<String, @Nullable Object> claims = new LinkedHashMap<>();
    private final Signer signer;

    private TestTokens(Signer signer) {
        this.signer = signer;
    }

    /** A token that the shared gateway accepts. */
    static TestTokens valid(String role) {
        return hs256(RunningGateway.JWT_SECRET.getBytes(StandardCharsets.UTF_8))
                .claim("iss", "backfill")
                .claim("aud", "backfill")
                .claim("sub", "tester")
                .claim("exp", in(300))
                .claim("role", role);
    }

    static TestTokens hs256(byte[] secret) {
        return signed("HS256", content -> {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            return mac.doFinal(content);
        });
    }

    static TestTokens rs256(PrivateKey key) {
        return signed("RS256", content -> sign("SHA256withRSA", key, content));
    }

    static TestTokens es256(PrivateKey key) {
        return signed("ES256", content -> sign("SHA256withECDSAinP1363Format", key, content));
    }

    static TestTokens signed(String algorithm, Signer signer) {
        return new TestTokens(signer).header("alg", algorithm).header("typ", "JWT");
    }

    private static byte[] sign(String algorithm, PrivateKey key, byte[] content) throws GeneralSecurityException {
        Signature signature = Signature.getInstance(algorithm);
        signature.initSign(key);
        signature.update(content);
        return signature.sign();
    }

    /** Seconds since 1970, this many from now. */
    static long in(long seconds) {
        return Instant.now().getEpochSecond() + seconds;
    }

    TestTokens header(String name, @Nullable Object value) {
        return changed(header, name, value);
    }

    /** @param value null leaves the claim out */
    TestTokens claim(String name, @Nullable Object value) {
        return changed(claims, name, value);
    }

    /** Present, and null. */
    TestTokens nullClaim(String name) {
        claims.put(name, null);
        return this;
    }

    private TestTokens changed(Map<String, @Nullable Object> part, String name, @Nullable Object value) {
        if (value == null) {
            part.remove(name);
        } else {
            part.put(name, value);
        }
        return this;
    }

    String text() {
        try {
            String content = part(header) + "." + part(claims);
            return content + "." + encoded(signer.sign(content.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static String part(Map<String, @Nullable Object> members) {
        return encoded(JsonMapper.shared().writeValueAsBytes(members));
    }

    static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
