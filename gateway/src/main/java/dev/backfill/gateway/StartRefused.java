package dev.backfill.gateway;

import java.util.List;

/** The gateway does not start, and why. */
final class StartRefused extends RuntimeException {
    private final transient List<String> problems;

    StartRefused(List<String> problems) {
        super(String.join(" ", problems));
        this.problems = List.copyOf(problems);
    }

    List<String> problems() {
        return problems;
    }
}
