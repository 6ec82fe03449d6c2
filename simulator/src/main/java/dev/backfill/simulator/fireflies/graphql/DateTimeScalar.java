package dev.backfill.simulator.fireflies.graphql;

import graphql.GraphQLContext;
import graphql.execution.CoercedVariables;
import graphql.language.IntValue;
import graphql.language.StringValue;
import graphql.language.Value;
import graphql.schema.Coercing;
import graphql.schema.CoercingParseLiteralException;
import graphql.schema.GraphQLScalarType;
import java.util.Locale;

/** Text until the field looks at it, so that a wrong date is an invalid argument and not an invalid query. */
final class DateTimeScalar {

    static final GraphQLScalarType TYPE = GraphQLScalarType.newScalar().name("DateTime").coercing(new Coercing<String, String>() {
        @Override
        public String serialize(Object result, GraphQLContext context, Locale locale) {
            return result.toString();
        }

        @Override
        public String parseValue(Object input, GraphQLContext context, Locale locale) {
            return input.toString();
        }

        @Override
        public String parseLiteral(Value<?> input, CoercedVariables variables, GraphQLContext context, Locale locale) {
            return switch (input) {
                case StringValue text -> text.getValue();
                case IntValue number -> number.getValue().toString();
                default -> throw new CoercingParseLiteralException("DateTime must be a text");
            };
        }
    }).build();

    private DateTimeScalar() {}
}
