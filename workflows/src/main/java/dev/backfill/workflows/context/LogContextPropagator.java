package dev.backfill.workflows.context;

import io.temporal.api.common.v1.Payload;
import io.temporal.common.context.ContextPropagator;
import io.temporal.common.converter.DataConverterException;
import io.temporal.common.converter.DefaultDataConverter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.slf4j.MDC;

/**
 * Carries request id and trace id in the headers of workflows and activities: from whoever starts a workflow to its activities, its
 * children and what it continues as. Set in the options of both clients, the gateway's and the workers'. Headers are no part of what a
 * replay compares.
 */
public final class LogContextPropagator implements ContextPropagator {
    private static final List<String> CARRIED = List.of(LogContext.REQUEST_ID, LogContext.TRACE_ID);
    /** Anyone who may start workflows can send headers; nothing else than an id is let into the log. */
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,128}");

    @Override
    public String getName() {
        return "backfill-log-context";
    }

    @Override
    public Map<String, Payload> serializeContext(Object context) {
        Map<String, Payload> header = new LinkedHashMap<>();
        ids(context).forEach((name, id) ->
                DefaultDataConverter.STANDARD_INSTANCE.toPayload(id).ifPresent(payload -> header.put(name, payload)));
        return header;
    }

    @Override
    public Object deserializeContext(Map<String, Payload> header) {
        Map<String, String> ids = new LinkedHashMap<>();
        for (String name : CARRIED) {
            Payload payload = header.get(name);
            if (payload != null) {
                put(ids, name, payload);
            }
        }
        return ids;
    }

    private static void put(Map<String, String> ids, String name, Payload payload) {
        try {
            String id = DefaultDataConverter.STANDARD_INSTANCE.fromPayload(payload, String.class, String.class);
            if (id != null && ID.matcher(id).matches()) {
                ids.put(name, id);
            }
        } catch (DataConverterException notText) {
            // The work itself must not fail for the sake of its log lines.
        }
    }

    @Override
    public Object getCurrentContext() {
        Map<String, String> ids = new LinkedHashMap<>();
        for (String name : CARRIED) {
            String id = MDC.get(name);
            if (id != null) {
                ids.put(name, id);
            }
        }
        return ids;
    }

    @Override
    public void setCurrentContext(Object context) {
        Map<String, String> ids = ids(context);
        for (String name : CARRIED) {
            String id = ids.get(name);
            if (id == null) {
                MDC.remove(name);
            } else {
                MDC.put(name, id);
            }
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, String> ids(Object context) {
        return (Map<String, String>) context;
    }
}
