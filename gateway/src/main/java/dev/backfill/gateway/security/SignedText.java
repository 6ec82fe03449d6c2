package dev.backfill.gateway.security;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** A short text that callers carry back to us, and can neither make nor change: signed, and bound to what it is for. */
@Component
public class SignedText {
    private final Signature signature;

    SignedText(Signature signature) {
        this.signature = signature;
    }

    /** The text in characters that a URL can hold. */
    public String write(String text, String purpose) {
        byte[] content = text.getBytes(StandardCharsets.UTF_8);
        byte[] signed = ByteBuffer.allocate(Signature.BYTES + content.length).put(signature.of(purpose, content)).put(content).array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(signed);
    }

    /** The text; empty if it was not written here, or for something else. */
    public Optional<String> read(String signed, String purpose) {
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(signed);
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
        if (bytes.length <= Signature.BYTES) {
            return Optional.empty();
        }
        byte[] content = Arrays.copyOfRange(bytes, Signature.BYTES, bytes.length);
        return MessageDigest.isEqual(Arrays.copyOf(bytes, Signature.BYTES), signature.of(purpose, content))
                ? Optional.of(new String(content, StandardCharsets.UTF_8))
                : Optional.empty();
    }
}
