package dev.backfill.simulator.document;

import graphql.language.Document;
import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.FragmentSpread;
import graphql.language.InlineFragment;
import graphql.language.OperationDefinition;
import graphql.language.Selection;
import graphql.language.SelectionSet;
import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLFieldsContainer;
import graphql.schema.GraphQLList;
import graphql.schema.GraphQLNonNull;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLTypeUtil;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Walks an answer beside its query: every field asked for is there, nothing else is, and each value has its type. */
final class TypedAnswer {
    private final GraphQLSchema schema;
    private final Document query;
    private final boolean withoutErrors;
    private final Findings findings;

    /** Takes what is wrong. */
    interface Findings {
        void add(String pointer, String rule, String value);
    }

    /** @param withoutErrors null where the schema permits none is then wrong */
    TypedAnswer(GraphQLSchema schema, Document query, boolean withoutErrors, Findings findings) {
        this.schema = schema;
        this.query = query;
        this.withoutErrors = withoutErrors;
        this.findings = findings;
    }

    void check(JsonNode data) {
        SelectionSet selections = query.getFirstDefinitionOfType(OperationDefinition.class).orElseThrow().getSelectionSet();
        object("", schema.getQueryType(), selections, data);
    }

    private void object(String pointer, GraphQLFieldsContainer type, SelectionSet selections, JsonNode value) {
        Map<String, Field> asked = new LinkedHashMap<>();
        collect(selections, asked);
        value.propertyNames().stream().filter(name -> !asked.containsKey(name))
                .forEach(name -> findings.add(pointer + '/' + name, "was not asked for", ""));
        asked.forEach((name, field) -> {
            String below = pointer + '/' + name;
            if (!value.has(name)) {
                findings.add(below, "is absent", "");
            } else if (!field.getName().startsWith("__")) {
                value(below, type.getFieldDefinition(field.getName()).getType(), field, value.get(name));
            }
        });
    }

    private void collect(SelectionSet selections, Map<String, Field> fields) {
        for (Selection<?> selection : selections.getSelections()) {
            switch (selection) {
                case Field field -> fields.put(field.getResultKey(), field);
                case InlineFragment fragment -> collect(fragment.getSelectionSet(), fields);
                case FragmentSpread spread -> query.getDefinitionsOfType(FragmentDefinition.class).stream()
                        .filter(fragment -> fragment.getName().equals(spread.getName()))
                        .forEach(fragment -> collect(fragment.getSelectionSet(), fields));
                default -> throw new IllegalStateException("unknown selection " + selection);
            }
        }
    }

    private void value(String pointer, GraphQLType type, Field field, JsonNode value) {
        if (type instanceof GraphQLNonNull present) {
            if (value.isNull() && withoutErrors) {
                findings.add(pointer, "is null", "");
            }
            value(pointer, present.getWrappedType(), field, value);
        } else if (value.isNull()) {
            return;
        } else if (type instanceof GraphQLList list) {
            if (!value.isArray()) {
                findings.add(pointer, "is a list", value.toString());
            }
            value.forEach(element -> value(pointer + "/*", list.getWrappedType(), field, element));
        } else if (type instanceof GraphQLFieldsContainer container) {
            object(pointer, container, field.getSelectionSet(), value);
        } else if (!isOf(type, value)) {
            findings.add(pointer, "is " + GraphQLTypeUtil.simplePrint(type), value.toString());
        }
    }

    private static boolean isOf(GraphQLType type, JsonNode value) {
        if (type instanceof GraphQLEnumType names) {
            return names.getValue(value.asString("")) != null;
        }
        return switch (GraphQLTypeUtil.simplePrint(type)) {
            case "Int" -> value.isIntegralNumber() && value.canConvertToInt();
            case "Float" -> value.isNumber();
            case "Boolean" -> value.isBoolean();
            default -> value.isString();
        };
    }
}
