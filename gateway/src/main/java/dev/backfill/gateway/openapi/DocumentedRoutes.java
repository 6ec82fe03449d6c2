package dev.backfill.gateway.openapi;

import dev.backfill.gateway.problem.Problem;
import dev.backfill.gateway.problem.ProblemType;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.Paths;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.servers.Server;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springframework.stereotype.Component;

/** Completes what springdoc makes of the handler methods: fields, statuses, problems, headers, examples, and an order that stays. */
@Component
class DocumentedRoutes implements GlobalOpenApiCustomizer {
    private final HandlerAnswers handlers;
    private final List<RouteDescriptions> features;
    private final OperationParts parts;

    DocumentedRoutes(HandlerAnswers handlers, List<RouteDescriptions> features, OperationParts parts) {
        this.handlers = handlers;
        this.features = features;
        this.parts = parts;
    }

    @Override
    public void customise(OpenAPI document) {
        Map<ProblemType, Record> members = new EnumMap<>(ProblemType.class);
        features.forEach(feature -> members.putAll(feature.problemMembers()));
        List<Route> routes = routes(document, members);
        Map<String, PathItem> paths = new TreeMap<>();
        routes.forEach(route ->
                paths.computeIfAbsent(route.path(), _ -> new PathItem()).operation(route.method(), parts.complete(route)));
        Paths sorted = new Paths();
        sorted.putAll(paths);
        document.setPaths(sorted);
        // Wherever it is read: no address of ours is told.
        document.setServers(List.of(new Server().url("/")));
        addProblems(document.getComponents(), routes, members.values());
        addHeaders(document);
    }

    private List<Route> routes(OpenAPI document, Map<ProblemType, Record> members) {
        Map<String, Answers> answers = handlers.all();
        Map<String, List<RouteDescription>> descriptions = features.stream()
                .flatMap(feature -> feature.describe().stream())
                .collect(Collectors.groupingBy(RouteDescription::operationId));
        if (!answers.keySet().containsAll(descriptions.keySet())) {
            throw new IllegalStateException("of " + descriptions.keySet() + " only these are operations: " + answers.keySet());
        }
        List<Route> routes = new ArrayList<>();
        document.getPaths().forEach((path, item) -> item.readOperationsMap().forEach((method, made) -> {
            String id = made.getOperationId();
            if (answers.containsKey(id)) {
                descriptions.getOrDefault(id, List.of(RouteDescription.of(id))).forEach(description ->
                        routes.add(new Route(method, pathOf(path, description), made, answers.get(id), description, members)));
            }
        }));
        return routes;
    }

    private static String pathOf(String path, RouteDescription description) {
        RouteDescription.Variant variant = description.variant();
        return variant == null ? path : path.replace("{" + variant.variable() + "}", variant.value());
    }

    private static void addProblems(Components components, List<Route> routes, Collection<Record> members) {
        Map<String, Schema<?>> schemas = new TreeMap<>();
        components.getSchemas().forEach(schemas::put);
        ModelConverters models = ModelConverters.getInstance(true);
        models.readAll(Problem.class).forEach(schemas::put);
        members.forEach(member -> models.readAll(member.getClass()).forEach(schemas::put));
        components.setSchemas(new LinkedHashMap<>(schemas));
        Map<String, ApiResponse> shared = new TreeMap<>();
        for (Route route : routes) {
            route.problems().stream()
                    .filter(problem -> !route.answersOtherwise(problem.status()))
                    .forEach(problem -> shared.put(problem.component(), problem.response()));
        }
        shared.forEach(components::addResponses);
    }

    private static void addHeaders(OpenAPI document) {
        Stream<ApiResponse> own = document.getPaths().values().stream()
                .flatMap(path -> path.readOperations().stream())
                .flatMap(operation -> operation.getResponses().values().stream());
        Set<String> used = Stream.concat(own, document.getComponents().getResponses().values().stream())
                .filter(response -> response.getHeaders() != null)
                .flatMap(response -> response.getHeaders().values().stream())
                .map(Header::get$ref)
                .collect(Collectors.toSet());
        for (AnswerHeader header : AnswerHeader.values()) {
            if (used.contains(header.reference().get$ref())) {
                document.getComponents().addHeaders(header.component(), header.toHeader());
            }
        }
    }
}
