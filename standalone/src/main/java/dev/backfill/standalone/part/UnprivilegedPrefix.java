package dev.backfill.standalone.part;

import java.io.IOException;
import java.util.List;

/** PostgreSQL refuses to run as root. In a user namespace of its own the same process is nobody in particular. */
final class UnprivilegedPrefix {
    private UnprivilegedPrefix() {}

    /**
     * What to put before a command of PostgreSQL; nothing for an ordinary user.
     *
     * @throws PrerequisiteException if this is root and the machine allows no user namespaces
     */
    static List<String> get() {
        if (!"root".equals(System.getProperty("user.name"))) {
            return List.of();
        }
        if (!succeeds(List.of("unshare", "-U", "true"))) {
            throw new PrerequisiteException(
                    "PostgreSQL does not run as root, and this machine does not allow `unshare -U`: run as an ordinary user");
        }
        return List.of("unshare", "-U");
    }

    private static boolean succeeds(List<String> command) {
        try {
            return new ProcessBuilder(command).start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
