package dev.backfill.gateway.security;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** An origin of the web (RFC 6454): equal if scheme, host and port are, each as parsed. */
record Origin(String scheme, String host, int port) {
    private static final Set<String> SCHEMES = Set.of("http", "https");
    private static final int HIGHEST_PORT = 65_535;

    /** What the header {@code Origin} names; empty for {@code null} and for everything that is not exactly an origin. */
    static Optional<Origin> parse(String header) {
        return uri(header).filter(uri -> uri.getRawPath().isEmpty() && uri.getRawQuery() == null).flatMap(Origin::of);
    }

    private static Optional<URI> uri(String text) {
        try {
            return Optional.of(new URI(text)).filter(uri -> uri.getRawPath() != null && uri.getRawFragment() == null);
        } catch (URISyntaxException malformed) {
            return Optional.empty();
        }
    }

    private static Optional<Origin> of(URI uri) {
        if (uri.getScheme() == null || uri.getHost() == null || uri.getRawUserInfo() != null || uri.getRawAuthority().endsWith(":")) {
            return Optional.empty();
        }
        String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        int port = uri.getPort() == -1 ? (scheme.equals("https") ? 443 : 80) : uri.getPort();
        return SCHEMES.contains(scheme) && port <= HIGHEST_PORT
                ? Optional.of(new Origin(scheme, uri.getHost().toLowerCase(Locale.ROOT), port))
                : Optional.empty();
    }
}
