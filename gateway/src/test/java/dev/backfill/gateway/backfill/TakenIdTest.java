package dev.backfill.gateway.backfill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backfill.gateway.Gateway;
import dev.backfill.gateway.HttpCalls;
import dev.backfill.gateway.HttpCalls.Answer;
import dev.backfill.gateway.RunningGateway;
import dev.backfill.gateway.SharedGateway;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

@ExtendWith(SharedGateway.class)
class TakenIdTest {
    private static final String START = "/api/v1/backfills/jira";

    /** Draws each id twice, so that every second draw is of one that is taken. */
    @Configuration(proxyBeanMethods = false)
    static class Stammering {
        @Bean
        @Primary
        RunIds stammeringIds() {
            return new RunIds(new RandomGenerator() {
                private int characters;

                @Override
                public int nextInt(int bound) {
                    int id = characters / 8;
                    return characters++ % 4 == 3 ? id % bound : 0;
                }

                @Override
                public long nextLong() {
                    throw new UnsupportedOperationException();
                }
            });
        }
    }

    @Test
    void takenId_isDrawnAgain_withAKeyAndWithout(RunningGateway running) {
        SpringApplication application = Gateway.application();
        application.addPrimarySources(List.of(Stammering.class));
        try (ConfigurableApplicationContext context = application.run(running.argumentsOfAnother().toArray(String[]::new))) {
            int port = ((WebServerApplicationContext) context).getWebServer().getPort();
            HttpCalls calls = new HttpCalls(port).with("X-Admin-Key", RunningGateway.ADMIN_KEY);

            Answer first = calls.post(START);
            Answer keyed = calls.with("Idempotency-Key", "taken-id").post(START);
            Answer unkeyed = calls.post(START);

            assertThat(List.of(first, keyed, unkeyed)).allSatisfy(answer -> assertThat(answer.status()).isEqualTo(202));
            assertThat(List.of(id(first), id(keyed), id(unkeyed))).doesNotHaveDuplicates();
            assertThat(id(calls.with("Idempotency-Key", "taken-id").post(START))).isEqualTo(id(keyed));
        }
    }

    private static String id(Answer answer) {
        return answer.body().path("id").asString();
    }
}
