package dev.backfill.settings;

import java.util.List;

/** A process does not start, and why. Spring Boot shows it as one message without a stack trace. */
public final class StartRefused extends RuntimeException {
    private final String process;
    private final transient List<String> problems;

    /**
     * @param process such as {@code gateway}
     * @param problems all that is wrong, one sentence each; never a secret
     */
    public StartRefused(String process, List<String> problems) {
        super(String.join(" ", problems));
        this.process = process;
        this.problems = List.copyOf(problems);
    }

    String process() {
        return process;
    }

    List<String> problems() {
        return problems;
    }
}
