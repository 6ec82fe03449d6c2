package dev.backfill.standalone.hostile;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** A token as no library would write it: whatever the header says, it is signed by HMAC with SHA-256. */
final class HostileToken {
    private final Map<String, Object> header = new LinkedHashMap<>(Map.of("alg", "HS256", "typ", "JWT"));
    private final Map<String, Object> claims = new LinkedHashMap<>();
    private final byte[] secret;

    private HostileToken(byte[] secret) {
        this.secret = secret;
    }

    /** One that is accepted as it is, once it has a role. */
    static HostileToken signedWith(String secret) {
        return signedWith(secret.getBytes(StandardCharsets.UTF_8));
    }

    static HostileToken signedWith(byte[] secret) {
        return new HostileToken(secret)
                .claim("iss", "backfill")
                .claim("aud", "backfill")
                .claim("sub", "hostile")
                .claim("exp", inSeconds(600));
    }

    /** Since 1970, so many from now. */
    static long inSeconds(long seconds) {
        return Instant.now().getEpochSecond() + seconds;
    }

    HostileToken header(String name, @Nullable Object value) {
        return changed(header, name, value);
    }

    /** @param value null leaves the claim out */
    HostileToken claim(String name, @Nullable Object value) {
        return changed(claims, name, value);
    }

    /** Present, and null. */
    HostileToken nullClaim(String name) {
        claims.put(name, null);
        return this;
    }

    private HostileToken changed(Map<String, Object> part, String name, @Nullable Object value) {
        if (value == null) {
            part.remove(name);
        } else {
            part.put(name, value);
        }
        return this;
    }

    String text() {
        String content = unsigned();
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            return content + "." + encoded(mac.doFinal(content.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Header and claims, without the last dot. */
    String unsigned() {
        return encoded(JsonMapper.shared().writeValueAsBytes(header)) + "." + encoded(JsonMapper.shared().writeValueAsBytes(claims));
    }

    static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
