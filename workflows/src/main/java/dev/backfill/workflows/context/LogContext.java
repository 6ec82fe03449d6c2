package dev.backfill.workflows.context;

/** The names under which SLF4J's context (MDC) holds what every log line is to say. Gateway and workers use the same. */
public final class LogContext {
    /** The request that asked for it: 1 to 128 letters, digits, dots, dashes and underscores. */
    public static final String REQUEST_ID = "requestId";
    /** The trace of the caller, 32 hexadecimal digits, if it sent a {@code traceparent}. */
    public static final String TRACE_ID = "traceId";
    /** The run, such as {@code jira-2026-11-23-k3f9}. */
    public static final String RUN_ID = "runId";
    /** The source, such as {@code jira}. */
    public static final String SOURCE = "source";
    /** The partition's key, such as {@code ABC}. */
    public static final String PARTITION = "partition";
    /** The id of the window's row. */
    public static final String WINDOW = "window";

    private LogContext() {}
}
