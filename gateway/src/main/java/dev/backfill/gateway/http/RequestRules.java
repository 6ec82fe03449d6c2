package dev.backfill.gateway.http;

import dev.backfill.gateway.problem.ProblemException;
import dev.backfill.gateway.problem.ProblemType;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the head of a request must be (RFC 9112), beyond what can be parsed. What two servers might read in two ways is refused. */
final class RequestRules {
    private static final int MOST_HEADERS = 100;
    private static final String METHODS = "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS";

    private RequestRules() {}

    /** Why the request is refused, or null if it is not. */
    static @Nullable ProblemException violation(HttpRequest request) {
        if (request.decoderResult().isFailure()) {
            return undecodable(request.decoderResult().cause());
        }
        if (request.headers().size() > MOST_HEADERS) {
            return new ProblemException(ProblemType.HEADERS_TOO_LARGE, "A request has at most " + MOST_HEADERS + " headers.");
        }
        if (request.method().equals(HttpMethod.CONNECT)) {
            return new ProblemException(ProblemType.METHOD_NOT_ALLOWED, "This is not a proxy.").withHeader("Allow", METHODS);
        }
        String broken = brokenRule(request);
        return broken == null ? null : malformed(broken);
    }

    static ProblemException malformed(String detail) {
        return new ProblemException(ProblemType.MALFORMED_REQUEST, detail);
    }

    private static ProblemException undecodable(Throwable cause) {
        return switch (cause) {
            case TooLongHttpLineException tooLong -> new ProblemException(ProblemType.TARGET_TOO_LONG, "The request line has at most 8192 bytes.");
            case TooLongHttpHeaderException tooLong -> new ProblemException(ProblemType.HEADERS_TOO_LARGE, "The headers have at most 8192 bytes.");
            default -> malformed("This is not HTTP/1.1.");
        };
    }

    private static @Nullable String brokenRule(HttpRequest request) {
        HttpHeaders headers = request.headers();
        HttpVersion version = request.protocolVersion();
        if (!version.equals(HttpVersion.HTTP_1_1) && !version.equals(HttpVersion.HTTP_1_0)) {
            return "HTTP/1.1 is spoken here.";
        }
        int hosts = headers.getAll(HttpHeaderNames.HOST).size();
        if (hosts > 1 || hosts == 0 && version.equals(HttpVersion.HTTP_1_1)) {
            return "Send one Host header.";
        }
        List<String> encodings = headers.getAll(HttpHeaderNames.TRANSFER_ENCODING);
        if (!encodings.isEmpty()) {
            boolean chunked = encodings.size() == 1 && encodings.getFirst().equalsIgnoreCase("chunked");
            if (!chunked || version.equals(HttpVersion.HTTP_1_0) || headers.contains(HttpHeaderNames.CONTENT_LENGTH)) {
                return "Send a body with either Content-Length, or Transfer-Encoding: chunked.";
            }
        }
        return isPath(request.uri(), headers.get(HttpHeaderNames.HOST, "")) ? null : "The target must be a path, with valid escapes.";
    }

    private static boolean isPath(String target, String host) {
        if (!target.startsWith("/") || target.contains("#")) {
            return false;
        }
        try {
            // As it is put together for the exchange.
            URI uri = new URI("http://" + (host.isEmpty() ? "localhost" : host) + target);
            return uri.getRawUserInfo() == null;
        } catch (URISyntaxException malformed) {
            return false;
        }
    }
}
