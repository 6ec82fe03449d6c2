package dev.backfill.gateway.temporal;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where Temporal is.
 *
 * @param address host and port of the frontend; {@code BACKFILL_TEMPORAL_ADDRESS}
 * @param namespace {@code BACKFILL_TEMPORAL_NAMESPACE}
 */
public record TemporalSettings(@DefaultValue("") String address, @DefaultValue("backfill") String namespace) {
    private static final Pattern ADDRESS = Pattern.compile("(\\[[0-9a-fA-F:.]+]|[A-Za-z0-9._-]+):[0-9]{1,5}");
    private static final Pattern NAMESPACE = Pattern.compile("[A-Za-z0-9._-]{1,255}");

    /** What is missing or wrong, one sentence each. */
    public List<String> problems() {
        List<String> problems = new ArrayList<>();
        if (!ADDRESS.matcher(address).matches()) {
            problems.add("BACKFILL_TEMPORAL_ADDRESS is " + (address.isBlank() ? "missing" : "not host:port")
                    + ". It says where Temporal's frontend is, such as 127.0.0.1:7233");
        }
        if (!NAMESPACE.matcher(namespace).matches()) {
            problems.add("BACKFILL_TEMPORAL_NAMESPACE must be a name of letters, digits, dots, dashes and underscores.");
        }
        return problems;
    }
}
