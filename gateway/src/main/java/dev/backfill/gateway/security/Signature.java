package dev.backfill.gateway.security;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;

/** Signs what goes out and comes back, with a key that all gateways share and that changes with the admin key. */
@Component
public class Signature {
    public static final int BYTES = 32;

    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;

    Signature(AdminSettings settings) {
        // Derived, so that a signature is never made by the credential itself.
        byte[] derived = hmac(new SecretKeySpec(settings.apiKey().getBytes(StandardCharsets.UTF_8), ALGORITHM), "signature", new byte[0]);
        this.key = new SecretKeySpec(derived, ALGORITHM);
    }

    /** @param purpose keeps a signature of one thing from standing for another */
    public byte[] of(String purpose, byte[] content) {
        return hmac(key, purpose, content);
    }

    private static byte[] hmac(SecretKeySpec key, String purpose, byte[] content) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update(purpose.getBytes(StandardCharsets.UTF_8));
            return mac.doFinal(content);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, impossible);
        }
    }
}
