package dev.backfill.workers.source.http;

import dev.backfill.store.budget.RequestBudget;
import dev.backfill.workers.source.SourceException;
import dev.backfill.workflows.failure.FailureType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.zip.GZIPInputStream;

/**
 * Sends a source's requests within its shared budget. Waits as the vendor asks, repeats what weather has spoilt a few times, and
 * reads no more than is agreed. Redirects are never followed, so that credentials go to no other host.
 */
public class SourceHttp {
    private static final Duration NEAR_LIMIT_SPACING = Duration.ofMillis(250);

    private final HttpClient client;
    private final HttpSettings settings;
    private final RequestBudget budget;
    private final Clock clock;

    public SourceHttp(HttpSettings settings, RequestBudget budget, Clock clock) {
        this.client = HttpClient.newBuilder()
                .connectTimeout(settings.connectTimeout())
                .followRedirects(HttpClient.Redirect.NEVER)
                .version(HttpClient.Version.HTTP_1_1)
                .build();
        this.settings = settings;
        this.budget = budget;
        this.clock = clock;
    }

    /**
     * Sends a request that only reads, until an answer can be used.
     *
     * @param request as the source wants it
     * @param read makes of the answer what is wanted, or throws what the answer means
     * @throws SourceException what {@code read} threw; {@code THROTTLED} for a wait that is too long to hold a window;
     *     {@code UNAVAILABLE} when no answer came
     */
    public <T> T exchange(HttpRequest request, Retries retries, Function<Answer, T> read) {
        for (int attempt = 1; ; attempt++) {
            try {
                T result = read.apply(sendWithinBudget(request));
                budget.answered();
                return result;
            } catch (SourceException failure) {
                boolean weather = failure.type() == FailureType.UNAVAILABLE || failure.type() == FailureType.MALFORMED_ANSWER;
                if (!weather || attempt > retries.of(settings)) {
                    throw failure;
                }
                pause(backoff(attempt));
            }
        }
    }

    private Duration backoff(int attempt) {
        long longest = settings.firstBackoff().toMillis() << Math.min(attempt - 1, 10);
        return Duration.ofMillis(longest / 2 + ThreadLocalRandom.current().nextLong(longest / 2 + 1));
    }

    private Answer sendWithinBudget(HttpRequest request) {
        while (true) {
            awaitBudget();
            Answer answer = send(request);
            RateHeaders limits = new RateHeaders(answer, clock);
            boolean later = answer.status() == 429 || (answer.status() == 503 && limits.retryAfter().isPresent());
            if (!later) {
                heed(limits);
                return answer;
            }
            Duration wait = budget.throttled(
                    limits.retryAfter().orElse(null), answer.status() + " " + answer.header("ratelimit-reason").orElse(""));
            giveUpIfLong(wait);
        }
    }

    private void heed(RateHeaders limits) {
        limits.untilResetIfExhausted().ifPresent(wait -> budget.throttled(wait, "the vendor's limit is used up"));
        if (limits.isNearLimit()) {
            budget.throttled(NEAR_LIMIT_SPACING, "near the vendor's limit");
        }
    }

    private void awaitBudget() {
        Duration wait = budget.take();
        while (wait.isPositive()) {
            giveUpIfLong(wait);
            pause(wait);
            wait = budget.take();
        }
    }

    private void giveUpIfLong(Duration wait) {
        if (wait.compareTo(settings.longestWait()) > 0) {
            throw SourceException.throttled(wait, "the source asks to wait " + wait.toSeconds() + " s");
        }
    }

    private Answer send(HttpRequest request) {
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

    private static void pause(Duration wait) {
        try {
            Thread.sleep(wait);
        } catch (InterruptedException interrupted) {
            throw interrupted(interrupted);
        }
    }

    private static SourceException interrupted(InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        return SourceException.of(FailureType.CANCELLED, "cancelled", interrupted);
    }
}
