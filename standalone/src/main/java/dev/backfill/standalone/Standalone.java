package dev.backfill.standalone;

import dev.backfill.standalone.part.Home;
import dev.backfill.standalone.part.JiraSite;
import dev.backfill.standalone.part.PrerequisiteException;
import dev.backfill.standalone.part.ProjectFolder;
import dev.backfill.standalone.part.SimulatedSource;
import dev.backfill.standalone.process.StartException;
import dev.backfill.standalone.watch.Console;
import dev.backfill.standalone.watch.GatewayException;
import dev.backfill.temporalconfig.TemporalConfigException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.LoggerFactory;

/** The command behind {@code ./run}. */
public final class Standalone {
    private static final int VERIFIED = 0;
    private static final int NOT_VERIFIED = 1;
    private static final int USAGE = 2;

    private final Arguments arguments;
    private final Home home;
    private final Console console;
    private volatile boolean greeted;
    private volatile boolean stopped;

    private Standalone(Arguments arguments, Home home, Console console) {
        this.arguments = arguments;
        this.home = home;
        this.console = console;
    }

    /** Exits with 0 if every backfill was verified, 1 if not, 2 for wrong usage or something missing on this machine. */
    public static void main(String[] words) {
        System.exit(exitCode(words));
    }

    private static int exitCode(String[] words) {
        PrintStream errors = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        try {
            Arguments arguments = Arguments.parse(words);
            if (arguments.help) {
                System.out.print(helpText());
                return VERIFIED;
            }
            Home home = new Home(ProjectFolder.find().resolve(".backfill"));
            logTo(home);
            return new Standalone(arguments, home, console(arguments)).run();
        } catch (UsageException | PrerequisiteException e) {
            errors.println(e.getMessage());
            return USAGE;
        }
    }

    private int run() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::sayFarewell, "farewell"));
        try {
            return startAndFollow() ? VERIFIED : NOT_VERIFIED;
        } catch (StartException | GatewayException | TemporalConfigException e) {
            console.lastLine(console.bad(String.valueOf(e.getMessage())));
            return NOT_VERIFIED;
        } catch (UncheckedIOException | IllegalStateException e) {
            LoggerFactory.getLogger(Standalone.class).error("stopped", e);
            console.lastLine(console.bad(e.getMessage() + "; more in " + home.logs().resolve("standalone.log")));
            return NOT_VERIFIED;
        } finally {
            stopped = true;
        }
    }

    private boolean startAndFollow() {
        DataOrigin origin = new DataOrigin(home.origin());
        JiraSite site = origin.choose(arguments, System.getenv());
        SystemOptions options = SystemOptions.in(home.folder())
                .withFresh(arguments.fresh)
                .withPorts(arguments.ports())
                .withWorkers(arguments.workers)
                .withJira(site)
                .withOthers(besidesJira(origin.sizes()))
                .withWorkerEnvironment(arguments.chaos ? slowedDown(origin.sizes()) : Map.of())
                .withNotices(this::aboutParts);
        try (BackfillSystem system = BackfillSystem.start(options)) {
            origin.keep();
            boolean good = new Session(system, home, arguments, origin.sizes(), console).run();
            if (!arguments.once) {
                console.line("up until Ctrl-C");
                Session.waitForever();
            }
            return good;
        }
    }

    private synchronized void aboutParts(String notice) {
        if (!greeted) {
            greeted = true;
            console.line("Backfill: a company's history, pulled into PostgreSQL and proved to be all there");
        }
        console.line("  " + notice);
    }

    /** On Ctrl-C; every other way out has said its last line already. */
    private void sayFarewell() {
        if (greeted && !stopped) {
            console.lastLine("stopping everything");
        }
    }

    /** Fast enough to be fun, and slow enough for ten kills and what follows each to fit in. */
    private static Map<String, String> slowedDown(Map<String, Integer> sizes) {
        Map<String, String> environment = new LinkedHashMap<>();
        sizes.forEach((id, size) -> SimulatedSource.find(id).ifPresent(source -> environment.putAll(source.slowedDown(size))));
        return environment;
    }

    private static Map<String, Integer> besidesJira(Map<String, Integer> sizes) {
        Map<String, Integer> others = new LinkedHashMap<>(sizes);
        others.remove(SimulatedSource.JIRA.id());
        return others;
    }

    private static Console console(Arguments arguments) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        PrintStream errors = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        boolean terminal = Boolean.getBoolean("backfill.stderr.terminal");
        boolean color = Boolean.getBoolean("backfill.stdout.terminal") && System.getenv("NO_COLOR") == null && !arguments.json;
        return new Console(arguments.json ? errors : out, errors, terminal, color);
    }

    /** Before the first logger is made. */
    private static void logTo(Home home) {
        System.setProperty("backfill.standalone.log", home.logs().resolve("standalone.log").toString());
        System.setProperty("logback.configurationFile", "logback-standalone.xml");
        // Before there are several threads, whose first messages would otherwise meet a logger in the making.
        LoggerFactory.getLogger(Standalone.class).info("started");
    }

    private static String helpText() {
        try (InputStream text = Standalone.class.getResourceAsStream("help.txt")) {
            if (text == null) {
                throw new IllegalStateException("help.txt is not on the class path");
            }
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
