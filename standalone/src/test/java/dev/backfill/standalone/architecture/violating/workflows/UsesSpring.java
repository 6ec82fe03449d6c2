package dev.backfill.standalone.architecture.violating.workflows;

import org.springframework.util.StringUtils;

public final class UsesSpring {
    boolean isPresent(String text) {
        return StringUtils.hasText(text);
    }
}
