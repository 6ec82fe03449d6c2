package dev.backfill.gateway.security;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import dev.backfill.gateway.HttpCalls;
import dev.backfill.gateway.RunningGateway;
import dev.backfill.gateway.SharedGateway;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.LoggerFactory;

/** No credential is in a log line, also where everything is logged that Spring and the gateway have to say. */
@ExtendWith(SharedGateway.class)
class SecretsInLogsTest {
    private static final List<String> WATCHED = List.of("dev.backfill", "org.springframework", "com.nimbusds", "com.zaxxer");

    private static final class Lines extends AppenderBase<ILoggingEvent> {
        private final Queue<String> lines = new ConcurrentLinkedQueue<>();

        @Override
        protected void append(ILoggingEvent event) {
            lines.add(event.getFormattedMessage() + " " + (event.getThrowableProxy() == null ? "" : ThrowableProxyUtil.asString(event.getThrowableProxy())));
        }
    }

    @Test
    void credentials_areNeverLogged(RunningGateway gateway) {
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        Lines lines = new Lines();
        lines.setContext(root.getLoggerContext());
        lines.start();
        root.addAppender(lines);
        WATCHED.forEach(name -> ((Logger) LoggerFactory.getLogger(name)).setLevel(Level.DEBUG));
        HttpCalls calls = new HttpCalls(gateway.port());
        String key;
        String good = TestTokens.valid("USER").text();
        String bad = TestTokens.valid("USER").claim("aud", "other").text();
        try {
            key = gateway.calls().post("/api/v1/api-keys", "{\"name\": \"logged\", \"role\": \"USER\"}").body().path("key").asString();
            calls.with("X-Admin-Key", key).get("/api/v1/backfills");
            calls.with("X-Admin-Key", key + "x").get("/api/v1/backfills");
            for (String token : List.of(good, bad)) {
                calls.with("Authorization", "Bearer " + token).get("/api/v1/backfills");
                calls.with("Authorization", "Bearer " + token).with("X-Admin-Key", key).get("/api/v1/backfills");
                calls.post("/api/v1/auth/google", "{\"idToken\": \"" + token + "\"}");
            }
        } finally {
            WATCHED.forEach(name -> ((Logger) LoggerFactory.getLogger(name)).setLevel(null));
            root.detachAppender(lines);
        }
        assertThat(key).startsWith("bf_");
        assertThat(lines.lines).isNotEmpty().anyMatch(line -> line.contains("token refused"));
        for (String secret : List.of(key.substring(12), RunningGateway.ADMIN_KEY, RunningGateway.JWT_SECRET,
                good.substring(good.lastIndexOf('.')), bad.substring(bad.lastIndexOf('.')))) {
            assertThat(lines.lines).noneMatch(line -> line.contains(secret));
        }
    }
}
