package dev.backfill.simulator.fireflies.graphql;

import dev.backfill.simulator.fault.Faults;
import dev.backfill.simulator.fireflies.error.ErrorCode;
import dev.backfill.simulator.fireflies.error.FirefliesError;
import dev.backfill.simulator.fireflies.error.FirefliesException;
import dev.backfill.simulator.fireflies.meeting.MeetingContent;
import dev.backfill.simulator.fireflies.meeting.Meetings;
import graphql.ExecutionInput;
import graphql.ExecutionResult;
import graphql.GraphQL;
import graphql.execution.DataFetcherExceptionHandler;
import graphql.execution.DataFetcherExceptionHandlerParameters;
import graphql.execution.DataFetcherExceptionHandlerResult;
import graphql.schema.idl.RuntimeWiring;
import graphql.schema.idl.SchemaGenerator;
import graphql.schema.idl.SchemaParser;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Executes operations on the schema. */
public final class GraphqlEndpoint {

    private static final Logger LOG = LoggerFactory.getLogger(GraphqlEndpoint.class);

    private final GraphQL graphql;

    /** @param clock decides what is processed, and until when links work */
    public GraphqlEndpoint(Meetings meetings, MeetingContent content, InstantSource clock) {
        Fetchers fetchers = new Fetchers(meetings, content, new TranscriptFields(content, clock));
        RuntimeWiring wiring = RuntimeWiring.newRuntimeWiring()
                .scalar(DateTimeScalar.TYPE)
                .type("Query", type -> type.dataFetcher("transcripts", fetchers::transcripts)
                        .dataFetcher("transcript", fetchers::transcript)
                        .dataFetcher("user", fetchers::user)
                        .dataFetcher("users", _ -> fetchers.users()))
                .type("Transcript", type -> type.defaultDataFetcher(fetchers::field))
                .build();
        graphql = GraphQL.newGraphQL(new SchemaGenerator()
                        .makeExecutableSchema(new SchemaParser().parse(Resource.text("schema.graphqls")), wiring))
                .defaultDataFetcherExceptionHandler(handler())
                .build();
    }

    /** Executes one operation. */
    public ExecutionResult execute(GraphqlRequest request, FieldFaults faults) {
        ExecutionInput.Builder input = ExecutionInput.newExecutionInput(request.query())
                .variables(request.variables())
                .operationName(request.operationName().orElse(null))
                .graphQLContext(context -> {
                    context.of(FieldFaults.class, faults);
                    faults.withheld().ifPresent(withheld -> context.of(WithheldField.class, withheld));
                });
        return graphql.execute(input.build());
    }

    /** The same without any faults, for the manifest. */
    public ExecutionResult execute(GraphqlRequest request, InstantSource clock) {
        return execute(request, new FieldFaults(new Faults(clock), "manifest"));
    }

    private static DataFetcherExceptionHandler handler() {
        return parameters -> CompletableFuture.completedFuture(DataFetcherExceptionHandlerResult
                .newResult(new ErrorInResult(error(parameters), parameters.getPath(), parameters.getSourceLocation()))
                .build());
    }

    private static FirefliesError error(DataFetcherExceptionHandlerParameters parameters) {
        return Optional.of(parameters.getException())
                .filter(FirefliesException.class::isInstance).map(FirefliesException.class::cast)
                .map(FirefliesException::error)
                .orElseGet(() -> {
                    LOG.error("{} failed", parameters.getPath(), parameters.getException());
                    return FirefliesError.of(ErrorCode.INTERNAL_SERVER_ERROR);
                });
    }
}
