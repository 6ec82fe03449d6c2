package dev.backfill.gateway.openapi;

import dev.backfill.gateway.problem.ProblemType;
import dev.backfill.gateway.problem.Violation;
import io.swagger.v3.oas.models.examples.Example;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Documents problems (RFC 9457) as answers: one for each status, with all types that it can mean. */
final class ProblemAnswers {
    /** @param component the name under which the document keeps it: whatever has the same name is the same */
    record ProblemAnswer(int status, String component, ApiResponse response) {
        ApiResponse reference() {
            return new ApiResponse().$ref("#/components/responses/" + component);
        }
    }

    static final List<AnswerHeader> OF_LIMITS = List.of(AnswerHeader.RATE_LIMIT, AnswerHeader.RATE_LIMIT_POLICY);
    static final List<AnswerHeader> OF_OLD_ROUTES = List.of(AnswerHeader.DEPRECATION, AnswerHeader.SUCCESSOR);
    private static final String REQUEST_ID = "0af7651916cd43dd8448eb211c80319c";

    private ProblemAnswers() {}

    /**
     * Ordered by status.
     *
     * @param ofOldRoute whether they have the members and headers that only old routes answer
     * @param members what problems of a type have beyond the common members
     */
    static List<ProblemAnswer> of(Set<ProblemType> problems, boolean ofOldRoute, Map<ProblemType, Record> members) {
        Map<Integer, List<ProblemType>> byStatus = problems.stream()
                .sorted()
                .collect(Collectors.groupingBy(type -> type.status().value(), TreeMap::new, Collectors.toList()));
        return byStatus.entrySet().stream()
                .map(entry -> new ProblemAnswer(
                        entry.getKey(),
                        (ofOldRoute ? "Old" : "")
                                + entry.getValue().stream().map(ProblemAnswers::words).collect(Collectors.joining("Or")),
                        response(entry.getKey(), entry.getValue(), ofOldRoute, members)))
                .toList();
    }

    /** Such as {@code UnknownBackfill}. */
    private static String words(ProblemType type) {
        return Arrays.stream(type.name().split("_"))
                .map(word -> word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT))
                .collect(Collectors.joining());
    }

    private static ApiResponse response(int status, List<ProblemType> types, boolean ofOldRoute, Map<ProblemType, Record> members) {
        List<Object> uris = types.stream().<Object>map(type -> type.uri().toString()).toList();
        Schema<Object> type = Schemas.empty();
        type.setEnum(uris);
        Schema<Object> narrowed = Schemas.empty();
        narrowed.addProperty("type", type);
        Schema<Object> sameStatus = Schemas.empty();
        sameStatus.setConst(status);
        narrowed.addProperty("status", sameStatus);
        List<Schema<?>> parts = new ArrayList<>(List.of(Schemas.reference("Problem"), narrowed));
        if (ofOldRoute) {
            narrowed.setRequired(List.of("error"));
        }
        types.stream().filter(members::containsKey).forEach(each -> parts.add(ifOf(each, members.get(each))));
        MediaType media = new MediaType().schema(Schemas.all(parts));
        types.forEach(each -> media.addExamples(shortName(each), new Example().value(example(each, ofOldRoute, members.get(each)))));
        return new ApiResponse()
                .description(types.stream().map(each -> each.title() + ".").collect(Collectors.joining(" ")))
                .headers(headers(status, ofOldRoute))
                .content(new Content().addMediaType("application/problem+json", media));
    }

    private static Schema<Object> ifOf(ProblemType type, Record members) {
        Schema<Object> same = Schemas.empty();
        same.setConst(type.uri().toString());
        Schema<Object> ofType = Schemas.empty();
        ofType.addProperty("type", same);
        Schema<Object> conditional = Schemas.empty();
        conditional.setIf(ofType);
        conditional.setThen(Schemas.reference(members.getClass().getSimpleName()));
        return conditional;
    }

    private static Map<String, Object> example(ProblemType type, boolean ofOldRoute, @Nullable Record members) {
        Map<String, Object> example = new LinkedHashMap<>();
        example.put("type", type.uri().toString());
        example.put("title", type.title());
        example.put("status", type.status().value());
        example.put("detail", type.title() + ".");
        example.put("instance", ofOldRoute ? "/api/backfill/jira" : "/api/v1/backfills");
        example.put("requestId", REQUEST_ID);
        if (ofOldRoute) {
            example.put("error", type.title() + ".");
        }
        if (members != null) {
            JsonMapper.shared().convertValue(members, new TypeReference<Map<String, Object>>() {}).forEach(example::put);
        }
        if (type == ProblemType.INVALID_PARAMETERS) {
            example.put("violations", List.of(Violation.ofParameter("limit", "must be a whole number from 1 to 100")));
        }
        return example;
    }

    private static Map<String, Header> headers(int status, boolean ofOldRoute) {
        List<AnswerHeader> headers = new ArrayList<>(List.of(AnswerHeader.X_REQUEST_ID));
        headers.addAll(OF_LIMITS);
        if (ofOldRoute) {
            headers.addAll(OF_OLD_ROUTES);
        }
        switch (status) {
            case 401 -> headers.add(AnswerHeader.WWW_AUTHENTICATE);
            case 415 -> headers.add(AnswerHeader.ACCEPT);
            case 429, 503 -> headers.add(AnswerHeader.RETRY_AFTER);
            default -> {
                // None of its own.
            }
        }
        return references(headers);
    }

    static Map<String, Header> references(List<AnswerHeader> headers) {
        Map<String, Header> references = new LinkedHashMap<>();
        headers.forEach(header -> references.put(header.headerName(), header.reference()));
        return references;
    }

    private static String shortName(ProblemType type) {
        return type.uri().toString().replace("/problems/", "");
    }
}
