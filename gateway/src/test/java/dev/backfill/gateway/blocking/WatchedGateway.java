package dev.backfill.gateway.blocking;

import dev.backfill.gateway.Gateway;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import org.springframework.boot.SpringApplication;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.blockhound.BlockHound;
import reactor.core.publisher.Mono;

/**
 * The gateway in a process of its own, with BlockHound in it: whatever blocks on a thread that must not is noted, and can be asked for.
 */
public final class WatchedGateway {
    static final String CAUGHT_PATH = "/watched/caught";
    static final String ROUTES_PATH = "/watched/routes";
    static final String BLOCKING_PATH = "/watched/blocking";

    private static final Queue<String> CAUGHT = new ConcurrentLinkedQueue<>();

    private WatchedGateway() {}

    public static void main(String[] arguments) {
        BlockHound.install(builder -> builder.blockingMethodCallback(method -> CAUGHT.add(method + " in " + stack())));
        SpringApplication application = Gateway.application();
        application.addInitializers(context -> ((GenericApplicationContext) context).registerBean(Watch.class));
        application.run(arguments);
    }

    private static String stack() {
        return Thread.currentThread().getName() + ": " + StackWalker.getInstance().walk(frames -> frames
                .map(frame -> frame.getClassName() + "." + frame.getMethodName())
                .filter(frame -> !frame.contains("reactor.blockhound"))
                .limit(40)
                .collect(Collectors.joining(" < ")));
    }

    /** Tells what was caught and which routes there are, and blocks if it is asked to. */
    static final class Watch implements WebFilter, Ordered {
        @Override
        public int getOrder() {
            return Integer.MIN_VALUE;
        }

        @Override
        public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
            return switch (exchange.getRequest().getURI().getPath()) {
                case CAUGHT_PATH -> answer(exchange, String.join("\n", CAUGHT));
                case ROUTES_PATH -> answer(exchange, routes(exchange));
                case BLOCKING_PATH -> answer(exchange, block());
                default -> chain.filter(exchange);
            };
        }

        private static String block() {
            try {
                Thread.sleep(1);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
            return "blocked";
        }

        private static String routes(ServerWebExchange exchange) {
            return exchange.getApplicationContext().getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class).getHandlerMethods().keySet().stream()
                    .flatMap(route -> route.getMethodsCondition().getMethods().stream()
                            .flatMap(method -> route.getPatternsCondition().getPatterns().stream().map(path -> method + " " + path.getPatternString())))
                    .sorted()
                    .collect(Collectors.joining("\n"));
        }

        private static Mono<Void> answer(ServerWebExchange exchange, String text) {
            ServerHttpResponse response = exchange.getResponse();
            return response.writeWith(Mono.just(response.bufferFactory().wrap(text.getBytes(StandardCharsets.UTF_8))));
        }
    }
}
