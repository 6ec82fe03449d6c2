package dev.backfill.gateway.plan;

import dev.backfill.gateway.blocking.BlockingCalls;
import dev.backfill.gateway.legacy.Deprecation;
import dev.backfill.gateway.openapi.Answers;
import dev.backfill.gateway.plan.TestQueries.Asked;
import dev.backfill.gateway.problem.ProblemException;
import dev.backfill.gateway.problem.ProblemType;
import dev.backfill.gateway.problem.RequestId;
import dev.backfill.gateway.request.RequestReader;
import dev.backfill.gateway.source.KnownSources;
import dev.backfill.workflows.source.SourceDefinition;
import io.swagger.v3.oas.annotations.Hidden;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** What the query of Jira finds, under its new and its old route. Nothing is stored. */
@RestController
@RequestMapping(produces = MediaType.APPLICATION_JSON_VALUE)
class TestQueryController {
    private static final String ROUTE = "/api/v1/backfills/jira/test-query";

    private final TestQueries queries;
    private final BlockingCalls blocking;

    TestQueryController(TestQueries queries, BlockingCalls blocking) {
        this.queries = queries;
        this.blocking = blocking;
    }

    /** Asks Jira what its query of so many days finds, the most recently changed issues first. Nothing is stored. */
    @GetMapping(ROUTE)
    @Tag(name = "sources")
    @Operation(operationId = "testJiraQuery", summary = "Try the query of Jira")
    @Answers(
            problems = {
                ProblemType.SOURCE_UNAVAILABLE,
                ProblemType.SOURCE_REFUSES,
                ProblemType.WORKER_UNAVAILABLE,
                ProblemType.TEMPORAL_UNAVAILABLE
            })
    Mono<TestQueryView> find(ServerWebExchange exchange) {
        Asked asked = Asked.of(RequestReader.readQuery(exchange.getRequest(), TestQueries.FIELDS));
        return blocking.call(() -> queries.find(asked, RequestId.of(exchange)));
    }

    /** The same under its old route. */
    @GetMapping("/api/backfill/jira/test-query")
    @Tag(name = "old-routes")
    @Operation(operationId = "testJiraQueryAsBefore", summary = "Try the query of Jira, as before", deprecated = true)
    @Answers(
            problems = {
                ProblemType.SOURCE_UNAVAILABLE,
                ProblemType.SOURCE_REFUSES,
                ProblemType.WORKER_UNAVAILABLE,
                ProblemType.TEMPORAL_UNAVAILABLE
            })
    Mono<TestQueryView.Old> findAsBefore(ServerWebExchange exchange) {
        Deprecation.mark(exchange.getResponse().getHeaders(), ROUTE);
        return find(exchange).map(TestQueryView::old);
    }

    /** No other source is asked by a query of its own: its callers are told what they can try instead. */
    @Hidden
    @GetMapping({"/api/v1/backfills/{source}/test-query", "/api/backfill/{source}/test-query"})
    Mono<TestQueryView> refuse(@PathVariable String source) {
        SourceDefinition definition = KnownSources.require(source);
        throw new ProblemException(
                ProblemType.NO_TEST_QUERY,
                definition.displayName() + " is not asked by a query that could be tried. What a backfill would pull, POST /api/v1/backfills/"
                        + definition.id() + "/dry-run tells.");
    }
}
