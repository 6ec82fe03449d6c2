package dev.backfill.standalone.architecture.violating.workflows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

public final class ReadsOutside {
    String variable() {
        return System.getenv("HOME");
    }

    String file() throws IOException {
        return Files.readString(Path.of("settings"));
    }
}
