package dev.backfill.gateway.limit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Who is counted: a caller by name, or an address that has not said who it is. */
record Client(String key) {
    private static final int LONGEST_KEPT_AS_IS = 200;

    static Client named(String name) {
        return new Client("name|" + shortened(name));
    }

    static Client at(String address) {
        return new Client("address|" + address);
    }

    private static String shortened(String name) {
        if (name.length() <= LONGEST_KEPT_AS_IS) {
            return name;
        }
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
