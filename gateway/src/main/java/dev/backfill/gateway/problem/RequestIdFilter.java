package dev.backfill.gateway.problem;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Takes or makes the request id, and takes the trace id, first of all, so that the answers and log lines of all other filters carry them. */
@Component
@Order(FilterOrder.REQUEST_ID)
class RequestIdFilter implements WebFilter {
    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        String id = RequestId.acceptOrMake(exchange.getRequest().getHeaders().getFirst(RequestId.HEADER));
        exchange.getAttributes().put(RequestId.KEY, id);
        exchange.getResponse().getHeaders().set(RequestId.HEADER, id);
        String trace = TraceId.accept(exchange.getRequest().getHeaders().getOrEmpty(TraceId.HEADER));
        if (trace == null) {
            return chain.filter(exchange).contextWrite(context -> context.put(RequestId.KEY, id));
        }
        exchange.getAttributes().put(TraceId.KEY, trace);
        return chain.filter(exchange).contextWrite(context -> context.put(RequestId.KEY, id).put(TraceId.KEY, trace));
    }
}
