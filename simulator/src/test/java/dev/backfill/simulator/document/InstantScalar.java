package dev.backfill.simulator.document;

import graphql.GraphQLContext;
import graphql.execution.CoercedVariables;
import graphql.language.StringValue;
import graphql.language.Value;
import graphql.schema.Coercing;
import graphql.schema.CoercingParseLiteralException;
import graphql.schema.CoercingParseValueException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Locale;

/** Fireflies' {@code DateTime}: an instant in ISO 8601, as its documentation says. */
final class InstantScalar implements Coercing<Object, Object> {

    @Override
    public Object serialize(Object value, GraphQLContext context, Locale locale) {
        return value;
    }

    @Override
    public Object parseValue(Object value, GraphQLContext context, Locale locale) {
        try {
            return Instant.parse(value.toString());
        } catch (DateTimeParseException e) {
            throw new CoercingParseValueException(e.getMessage(), e);
        }
    }

    @Override
    public Object parseLiteral(Value<?> value, CoercedVariables variables, GraphQLContext context, Locale locale) {
        try {
            return parseValue(value instanceof StringValue text ? text.getValue() : "", context, locale);
        } catch (CoercingParseValueException e) {
            throw new CoercingParseLiteralException(e.getMessage(), e);
        }
    }
}
