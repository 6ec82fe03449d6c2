package dev.backfill.standalone.architecture.violating.store;

import org.springframework.context.ApplicationContext;

public final class UsesContext {
    String name(ApplicationContext context) {
        return context.getId();
    }
}
