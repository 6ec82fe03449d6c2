package dev.backfill.gateway.source;

import dev.backfill.gateway.blocking.BlockingCalls;
import dev.backfill.gateway.openapi.Answers;
import dev.backfill.gateway.problem.ProblemType;
import dev.backfill.gateway.request.RequestReader;
import dev.backfill.workflows.source.SourceDefinition;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** What can be pulled, and how current it is. */
@Tag(name = "sources")
@RestController
@RequestMapping(path = "/api/v1/sources", produces = MediaType.APPLICATION_JSON_VALUE)
class SourceController {
    private final ReadSources sources;
    private final BlockingCalls blocking;

    SourceController(ReadSources sources, BlockingCalls blocking) {
        this.sources = sources;
        this.blocking = blocking;
    }

    /** Lists all sources: whether a worker serves them, what they take, and how current they are. */
    @GetMapping
    @Operation(operationId = "listSources", summary = "List the sources")
    @Answers
    Mono<SourcesView> list(ServerHttpRequest request) {
        RequestReader.requireNoQuery(request);
        return blocking.call(sources::all);
    }

    /** Shows one source: whether a worker serves it, what it takes, and how current it is. */
    @GetMapping("/{source}")
    @Operation(operationId = "findSource", summary = "Show a source")
    @Answers(problems = ProblemType.UNKNOWN_SOURCE)
    Mono<SourceView> find(@PathVariable String source, ServerHttpRequest request) {
        SourceDefinition definition = KnownSources.require(source);
        RequestReader.requireNoQuery(request);
        return blocking.call(() -> sources.one(definition));
    }
}
