package dev.backfill.gateway.security;

import java.util.List;

/** What only those may see, and do, who decide over others. */
public final class AdministrationRoutes {
    private static final List<String> PATHS = List.of("/api/v1/api-keys", "/api/v1/users", "/api/v1/audit");

    private AdministrationRoutes() {}

    static String[] patterns() {
        return PATHS.stream().map(path -> path + "/**").toArray(String[]::new);
    }

    public static boolean contain(String path) {
        return PATHS.stream().anyMatch(route -> path.equals(route) || path.startsWith(route + "/"));
    }
}
