package dev.backfill.workflows.source;

import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What narrows a Notion backfill.
 *
 * @param databases ids of the databases to pull, at most 500, in lower case with dashes however they were written; none means all
 *     that are shared with the integration
 */
public record NotionParameters(
        @Size(max = 500, message = "must be at most 500 databases")
                List<
                                @Pattern(
                                        regexp = NotionParameters.DATABASE_ID,
                                        message = "must be a UUID, with or without dashes, such as d9824bdc84454327be8b5b47500af6ce")
                                String>
                        databases) {
    /** Notion's ids are UUIDs; its API writes them with dashes, its addresses without. */
    public static final String DATABASE_ID =
            "[0-9A-Fa-f]{32}|[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}";

    public NotionParameters(@Nullable List<String> databases) {
        this.databases = databases == null ? List.of() : databases.stream().map(NotionParameters::canonical).toList();
    }

    /** What is no id stays as it is, for the constraint to refuse. */
    private static String canonical(String id) {
        if (!id.matches(DATABASE_ID)) {
            return id;
        }
        String digits = id.replace("-", "").toLowerCase(Locale.ROOT);
        return String.join(
                "-", digits.substring(0, 8), digits.substring(8, 12), digits.substring(12, 16), digits.substring(16, 20), digits.substring(20));
    }
}
