package dev.backfill.workers.source.http;

import dev.backfill.workers.source.SourceException;
import dev.backfill.workflows.failure.FailureType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.zip.GZIPInputStream;

/**
 * One exchange at a time of each caller, within its bounds: reads no more than is agreed. Redirects are never followed, so that
 * credentials go to no other host.
 */
final class Connection {
    private final HttpClient client;
    private final HttpSettings settings;

    Connection(HttpSettings settings) {
        this.client = HttpClient.newBuilder()
                .connectTimeout(settings.connectTimeout())
                .followRedirects(HttpClient.Redirect.NEVER)
                .version(HttpClient.Version.HTTP_1_1)
                .build();
        this.settings = settings;
    }

    /** @throws SourceException if no whole answer came, or a larger one than is read */
    Answer send(HttpRequest request) {
        CompletableFuture<HttpResponse<byte[]>> exchange =
                client.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), settings.mostBytes()));
        try {
            HttpResponse<byte[]> response = exchange.get(settings.exchangeTimeout().toMillis(), TimeUnit.MILLISECONDS);
            return new Answer(response.statusCode(), response.headers(), decompressed(response));
        } catch (TimeoutException late) {
            throw SourceException.of(
                    FailureType.UNAVAILABLE, "no whole answer within " + settings.exchangeTimeout().toSeconds() + " s", late);
        } catch (ExecutionException failure) {
            throw failed(failure.getCause());
        } catch (IOException unreadable) {
            throw failed(unreadable);
        } catch (InterruptedException interrupted) {
            throw interrupted(interrupted);
        } finally {
            exchange.cancel(true);
        }
    }

    private SourceException failed(Throwable cause) {
        String message = String.valueOf(cause.getMessage());
        if (cause instanceof IOException && (message.contains("capacity") || message.contains("limit exceeded"))) {
            return SourceException.aboutContent(
                    FailureType.ANSWER_TOO_LARGE, "the answer is larger than " + settings.mostBytes() + " bytes");
        }
        return SourceException.of(FailureType.UNAVAILABLE, "the connection failed: " + cause.getClass().getSimpleName(), cause);
    }

    private byte[] decompressed(HttpResponse<byte[]> response) throws IOException {
        if (!response.headers().firstValue("content-encoding").orElse("").equalsIgnoreCase("gzip")) {
            return response.body();
        }
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(response.body()))) {
            byte[] body = in.readNBytes(settings.mostBytes() + 1);
            if (body.length > settings.mostBytes()) {
                throw new IOException("limit exceeded after decompression");
            }
            return body;
        }
    }

    static SourceException interrupted(InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        return SourceException.of(FailureType.CANCELLED, "cancelled", interrupted);
    }
}
