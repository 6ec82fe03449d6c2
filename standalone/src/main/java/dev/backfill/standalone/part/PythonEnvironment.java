package dev.backfill.standalone.part;

import dev.backfill.standalone.process.Executables;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A virtual environment of Python with packages from PyPI, made when it is first needed.
 *
 * @param folder where it is; made anew if what it is to hold has changed
 * @param requirements each as {@code name==version}
 */
public record PythonEnvironment(Path folder, List<String> requirements) {
    public PythonEnvironment {
        requirements = List.copyOf(requirements);
    }

    /** Whether all packages are installed. */
    boolean isComplete() {
        try {
            return Files.exists(complete()) && Files.readString(complete()).equals(String.join("\n", requirements));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * A program of one of the packages, which are installed if need be.
     *
     * @param purpose what Python is needed for, to follow "install Python 3, "
     * @throws PrerequisiteException if Python or the network is missing
     */
    public Path find(String program, String purpose) {
        synchronized (PythonEnvironment.class) {
            if (!isComplete()) {
                install(purpose);
            }
        }
        return folder.resolve("bin").resolve(program);
    }

    private void install(String purpose) {
        String python = Executables.find("python3")
                .orElseThrow(() -> new PrerequisiteException("no python3 on the PATH: install Python 3, " + purpose))
                .toString();
        run("cannot make a Python environment (on Debian: apt install python3-venv)",
                List.of(python, "-m", "venv", "--clear", folder.toString()));
        List<String> install = new ArrayList<>(
                List.of(folder.resolve("bin/python").toString(), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"));
        install.addAll(requirements);
        run("cannot install " + requirements.getFirst() + " from PyPI; mend the network", install);
        try {
            Files.writeString(complete(), String.join("\n", requirements));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path complete() {
        return folder.resolve("complete");
    }

    private static void run(String failure, List<String> command) {
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
            List<String> output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip().lines().toList();
            if (process.waitFor() != 0) {
                throw new PrerequisiteException(failure + (output.isEmpty() ? "" : ": " + output.getLast()));
            }
        } catch (IOException e) {
            throw new PrerequisiteException(failure + ": " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PrerequisiteException("interrupted while installing Python packages");
        }
    }
}
