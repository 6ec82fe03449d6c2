package dev.backfill.gateway.security;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/** A server of its own that publishes keys, as Google and other issuers do. */
public final class IdentityProvider implements AutoCloseable {
    private final HttpServer server;
    private final Map<String, KeyPair> keys = new LinkedHashMap<>();
    private final AtomicInteger asked = new AtomicInteger();
    private volatile boolean away;
    private volatile String cacheControl = "public, max-age=3600";

    public IdentityProvider() {
        try {
            server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        server.createContext("/keys", this::answer);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
        addRsa("rsa-1");
    }

    private void answer(HttpExchange exchange) throws IOException {
        asked.incrementAndGet();
        byte[] body = published().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Cache-Control", cacheControl);
        exchange.sendResponseHeaders(away ? 500 : 200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private synchronized String published() {
        return keys.entrySet().stream()
                .map(entry -> switch (entry.getValue().getPublic()) {
                    case RSAPublicKey rsa -> "{\"kty\":\"RSA\",\"use\":\"sig\",\"kid\":\"%s\",\"n\":\"%s\",\"e\":\"%s\"}"
                            .formatted(entry.getKey(), number(rsa.getModulus(), 0), number(rsa.getPublicExponent(), 0));
                    case ECPublicKey ec -> "{\"kty\":\"EC\",\"crv\":\"P-256\",\"kid\":\"%s\",\"x\":\"%s\",\"y\":\"%s\"}"
                            .formatted(entry.getKey(), number(ec.getW().getAffineX(), 32), number(ec.getW().getAffineY(), 32));
                    default -> throw new IllegalStateException();
                })
                .collect(Collectors.joining(",", "{\"keys\":[", "]}"));
    }

    private static String number(BigInteger number, int length) {
        byte[] signed = number.toByteArray();
        byte[] bytes = signed[0] == 0 && signed.length > 1 ? Arrays.copyOfRange(signed, 1, signed.length) : signed;
        byte[] padded = new byte[Math.max(length, bytes.length)];
        System.arraycopy(bytes, 0, padded, padded.length - bytes.length, bytes.length);
        return TestTokens.encoded(padded);
    }

    KeyPair addRsa(String id) {
        return add(id, rsa(2048));
    }

    synchronized KeyPair add(String id, KeyPair pair) {
        keys.put(id, pair);
        return pair;
    }

    static KeyPair rsa(int bits) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(bits);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static KeyPair p256() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    synchronized KeyPair key(String id) {
        return keys.get(id);
    }

    /** From now on it answers with errors, or again with keys. */
    void setAway(boolean nowAway) {
        away = nowAway;
    }

    int asked() {
        return asked.get();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/keys";
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
