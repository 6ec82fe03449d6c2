package dev.backfill.gateway.backfill;

import dev.backfill.gateway.openapi.PlainJavadoc;
import dev.backfill.gateway.openapi.RouteDescription.Variant;
import dev.backfill.gateway.request.Bounds;
import dev.backfill.gateway.request.Field;
import dev.backfill.gateway.request.FieldKind;
import dev.backfill.workflows.source.SourceDefinition;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.util.StringUtils;

/** What the documentation says of starts, for all routes that read one: each source has a path of its own there, as it has fields of its own. */
@Component
public class DocumentedStarts {
    /** The id of a run, as the variable of a path. */
    public static final Field RUN_ID = Field.within("id", FieldKind.TEXT, new Bounds.Text(0, Integer.MAX_VALUE, RunIds.FORM, ""))
            .described("The id of the backfill, as the answer to its start has it.");
    public static final String EXAMPLE = """
            {"fromDate": "2024-01-01", "toDate": "2024-12-31"}""";

    private final BackfillBody bodies;
    private final PlainJavadoc javadoc;

    DocumentedStarts(BackfillBody bodies, PlainJavadoc javadoc) {
        this.bodies = bodies;
        this.javadoc = javadoc;
    }

    /** The fields of a start; the source's own are described by its record. */
    public List<Field> startFields(SourceDefinition source) {
        return described(source, bodies.startFields(source));
    }

    /** The fields of a start on an old route. */
    public List<Field> startFieldsAsBefore(SourceDefinition source) {
        return described(source, bodies.startFieldsAsBefore(source));
    }

    /** The fields of a dry run. */
    public List<Field> dryRunFields(SourceDefinition source) {
        return described(source, bodies.fields(source));
    }

    private List<Field> described(SourceDefinition source, List<Field> fields) {
        Map<String, Object> defaults = SourceParameters.defaults(source);
        return fields.stream()
                .map(field -> field.description().isEmpty()
                        ? field.described(javadoc.ofComponent(source.parameters(), field.name()))
                        : field)
                .map(field -> defaults.containsKey(field.name()) ? field.by(defaults.get(field.name())) : field)
                .toList();
    }

    /**
     * The path of one source.
     *
     * @param operationId with {@code %s} for the source
     * @param summary ends before the source's name
     */
    public static Variant variant(SourceDefinition source, String operationId, String summary) {
        return new Variant(
                "source", source.id(), operationId.formatted(StringUtils.capitalize(source.id())), summary + source.displayName());
    }

    /** The id of a run, for examples. */
    public static String idOf(SourceDefinition source) {
        return source.id() + "-2026-11-24-k3f9";
    }
}
