package dev.backfill.benchmarks;

import dev.backfill.standalone.BackfillSystem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Starts backfills over HTTP, by wrk: the whole way of a request, with credential, limits, row and workflow. */
final class GatewayStarts {
    private static final String SCRIPT = """
            wrk.method = "POST"
            wrk.headers["X-Admin-Key"] = "%s"
            wrk.headers["Content-Type"] = "application/json"
            wrk.body = '{"fromDate": "2024-01-01", "toDate": "2024-12-31"}'
            refused = 0
            function response(status, headers, body)
              if status ~= 202 then
                refused = refused + 1
                if refused == 1 then print("first refusal: " .. status .. " " .. body) end
              end
            end
            """;

    private final BackfillSystem system;
    private final Path script;

    GatewayStarts(BackfillSystem system, Path folder) throws IOException {
        this.system = system;
        this.script = Files.writeString(folder.resolve("start.lua"), SCRIPT.formatted(system.adminKey()));
    }

    /** @throws IllegalStateException if wrk is missing, or a start was not answered by 202 */
    Load measure(int clients, Duration time) {
        String report = run(List.of(
                "wrk", "--threads", "1", "--connections", String.valueOf(clients), "--duration", time.toSeconds() + "s",
                "--timeout", "30s", "--latency", "--script", script.toString(),
                system.gatewayUri().resolve("/api/v1/backfills/jira").toString()));
        if (report.contains("Non-2xx") || report.contains("first refusal") || report.contains("Socket errors")) {
            throw new IllegalStateException("not every start was accepted:\n" + report);
        }
        return new Load(number(report, "Requests/sec:\\s+([0-9.]+)()"), number(report, "50%\\s+([0-9.]+)(us|ms|s)"), number(report, "99%\\s+([0-9.]+)(us|ms|s)"));
    }

    private static double number(String report, String pattern) {
        Matcher found = Pattern.compile(pattern).matcher(report);
        if (!found.find()) {
            throw new IllegalStateException("wrk's report cannot be read:\n" + report);
        }
        double inUnit = Double.parseDouble(found.group(1));
        return switch (found.group(2)) {
            case "us" -> inUnit / 1_000;
            case "s" -> inUnit * 1_000;
            default -> inUnit;
        };
    }

    private static String run(List<String> command) {
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
            String report = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException("wrk failed:\n" + report);
            }
            return report;
        } catch (IOException missing) {
            throw new IllegalStateException("wrk is missing: install the package wrk", missing);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}
