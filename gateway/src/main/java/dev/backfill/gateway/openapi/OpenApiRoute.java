package dev.backfill.gateway.openapi;

import dev.backfill.gateway.blocking.BlockingCalls;
import io.swagger.v3.oas.annotations.Hidden;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.SpringDocCustomizers;
import org.springdoc.core.properties.SpringDocConfigProperties;
import org.springdoc.core.providers.SpringDocProviders;
import org.springdoc.core.service.AbstractRequestService;
import org.springdoc.core.service.GenericResponseService;
import org.springdoc.core.service.OpenAPIService;
import org.springdoc.core.service.OperationService;
import org.springdoc.webflux.api.OpenApiWebfluxResource;
import org.springframework.beans.factory.ObjectFactory;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Serves the document at {@code /openapi} and {@code /openapi.yaml}. It is made once, when it is first asked for, off the event loop. */
@Hidden
@Component
class OpenApiRoute extends OpenApiWebfluxResource {
    private static final Duration FOR_EVER = Duration.ofDays(10_000);

    private final BlockingCalls blocking;
    private @Nullable Mono<byte[]> json;
    private @Nullable Mono<byte[]> yaml;

    OpenApiRoute(
            ObjectFactory<OpenAPIService> documents,
            AbstractRequestService requests,
            GenericResponseService responses,
            OperationService operations,
            SpringDocConfigProperties properties,
            SpringDocProviders providers,
            SpringDocCustomizers customizers,
            BlockingCalls blocking) {
        super(documents, requests, responses, operations, properties, providers, customizers);
        this.blocking = blocking;
    }

    @Override
    public synchronized Mono<byte[]> openapiJson(ServerHttpRequest request, String path, Locale locale) {
        if (json == null) {
            json = madeOnce(() -> super.openapiJson(request, path, Locale.ROOT));
        }
        return json;
    }

    @Override
    public synchronized Mono<byte[]> openapiYaml(ServerHttpRequest request, String path, Locale locale) {
        if (yaml == null) {
            yaml = madeOnce(() -> super.openapiYaml(request, path, Locale.ROOT));
        }
        return yaml;
    }

    private Mono<byte[]> madeOnce(Callable<Mono<byte[]>> document) {
        return blocking.call(() -> {
                    try {
                        return document.call().block();
                    } catch (Exception broken) {
                        throw new IllegalStateException("the document cannot be made", broken);
                    }
                })
                .cache(made -> FOR_EVER, failed -> Duration.ZERO, () -> Duration.ZERO);
    }
}
