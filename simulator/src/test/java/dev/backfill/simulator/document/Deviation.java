package dev.backfill.simulator.document;

/**
 * Where an exchange is not what the vendor's document says.
 *
 * @param operation vendor, method and path as the document has it
 * @param part {@code request}, or {@code answer} with its status
 * @param pointer into its JSON, with {@code *} for each index; or the parameter's name
 * @param rule the keyword of the schema, or the rule that is broken
 * @param detail the value or the validator's message
 */
public record Deviation(String operation, String part, String pointer, String rule, String detail) {

    /** What tables name it by: without the detail, which differs from one record to the next. */
    String place() {
        return operation + ", " + part + ", " + pointer + ": " + rule;
    }

    boolean isOfRequest() {
        return part.equals("request");
    }
}
