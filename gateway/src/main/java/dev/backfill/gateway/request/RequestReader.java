package dev.backfill.gateway.request;

import dev.backfill.gateway.problem.Violation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.util.MultiValueMap;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Reads the fields of one kind of request, from the body and the query; each may be sent once, in one spelling. */
public final class RequestReader {
    private static final int LONGEST_NAME_SHOWN = 64;

    private final List<Field> fields;
    private final Map<String, RequestValues.Sent> sent = new LinkedHashMap<>();
    private final Set<String> mentioned = new HashSet<>();
    private final List<Violation> violations = new ArrayList<>();

    private RequestReader(List<Field> fields) {
        this.fields = fields;
    }

    /** Reads body and query. Fails with a problem only if the body cannot be read; everything else is in the answer's violations. */
    public static Mono<RequestValues> read(ServerHttpRequest request, List<Field> fields) {
        return JsonBody.read(request)
                .defaultIfEmpty(JsonNodeFactory.instance.objectNode())
                .map(body -> read(body, request.getQueryParams(), fields));
    }

    /** Reads the body alone; a query is refused. Fails with a problem of status 400, 413 or 415, of the body's violations not yet. */
    public static Mono<RequestValues> readBody(ServerHttpRequest request, List<Field> fields) {
        return Mono.defer(() -> {
            readQuery(request, List.of()).requireValid();
            return read(request, fields);
        });
    }

    /** Reads the query alone, of a request that has no body. */
    public static RequestValues readQuery(ServerHttpRequest request, List<Field> fields) {
        return read(JsonNodeFactory.instance.objectNode(), request.getQueryParams(), fields);
    }

    /** Reads a request that can say nothing: a caller who tries is told, not ignored. Fails with a problem of status 400, 413 or 415. */
    public static Mono<Void> readNothing(ServerHttpRequest request) {
        return read(request, List.of()).doOnNext(RequestValues::requireValid).then();
    }

    /** The same of a request that has no body. */
    public static void requireNoQuery(ServerHttpRequest request) {
        readQuery(request, List.of()).requireValid();
    }

    /** As {@link #read(ServerHttpRequest, List)}, of what is already at hand. */
    public static RequestValues read(ObjectNode body, MultiValueMap<String, String> query, List<Field> fields) {
        RequestReader reader = new RequestReader(fields);
        for (Map.Entry<String, JsonNode> member : body.properties()) {
            reader.readMember(member.getKey(), member.getValue());
        }
        query.forEach(reader::readParameter);
        return new RequestValues(reader.sent, reader.mentioned, reader.violations);
    }

    private void readMember(String name, JsonNode node) {
        Function<String, Violation> violation = detail -> Violation.inBody("/" + escaped(name), detail);
        Field field = find(name);
        if (field == null) {
            violations.add(unknown(violation));
        } else {
            accept(field, name, null, field.kind().read(node), violation);
        }
    }

    private void readParameter(String name, List<String> values) {
        Function<String, Violation> violation = detail -> Violation.ofParameter(shortened(name), detail);
        Field field = find(name);
        if (field == null) {
            violations.add(unknown(violation));
        } else if (values.size() != 1) {
            violations.add(violation.apply("is sent " + values.size() + " times; send it once"));
        } else {
            String text = values.getFirst() == null ? "" : values.getFirst();
            accept(field, name, name, field.kind().read(text), violation);
        }
    }

    private void accept(
            Field field, String spelling, @Nullable String parameter, @Nullable Object value, Function<String, Violation> violation) {
        if (value == null || !field.accepts().test(value)) {
            Violation wrong = violation.apply("must be " + field.expectation());
            violations.add(field.allowed() == null ? wrong : wrong.allowing(field.allowed()));
            return;
        }
        RequestValues.Sent earlier = sent.putIfAbsent(field.name(), new RequestValues.Sent(value, spelling, parameter));
        if (earlier == null) {
            return;
        }
        boolean bothInOnePlace = (earlier.parameter() == null) == (parameter == null);
        if (bothInOnePlace) {
            violations.add(violation.apply("is sent as " + earlier.spelling() + " as well; send one of them"));
        } else if (!earlier.value().equals(value)) {
            violations.add(violation.apply("differs from " + earlier.spelling() + " in the body"));
        }
    }

    private @Nullable Field find(String name) {
        Field found = fields.stream().filter(field -> field.spellings().contains(name)).findFirst().orElse(null);
        if (found != null) {
            mentioned.add(found.name());
        }
        return found;
    }

    private Violation unknown(Function<String, Violation> violation) {
        List<String> allowed = fields.stream().map(Field::name).toList();
        return violation.apply(allowed.isEmpty() ? "is not known: nothing can be set here" : "is not known").allowing(allowed);
    }

    private static String escaped(String name) {
        return shortened(name).replace("~", "~0").replace("/", "~1");
    }

    /** Names are shown as they were sent, but never what could break a log line, a terminal or the answer's encoding. */
    private static String shortened(String name) {
        String shown = name.length() <= LONGEST_NAME_SHOWN ? name : name.substring(0, LONGEST_NAME_SHOWN) + "...";
        return shown.replaceAll("[^\\x20-\\x7e]", "?");
    }
}
