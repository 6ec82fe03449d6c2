package dev.backfill.standalone.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConsoleTest {
    private final ByteArrayOutputStream screen = new ByteArrayOutputStream();

    private Console console(boolean terminal) {
        PrintStream stream = new PrintStream(screen, true, StandardCharsets.UTF_8);
        return new Console(stream, stream, terminal, false);
    }

    private String shown() {
        return screen.toString(StandardCharsets.UTF_8);
    }

    @Test
    void atATerminalEveryLineOfTheProgressIsDrawnOverItsLast() {
        Console console = console(true);
        console.progress(List.of("jira 1", "tempo 1"));
        screen.reset();
        console.progress(List.of("jira 2", "tempo 2"));

        assertThat(shown()).startsWith("\u001b[1A").contains("\r\u001b[Kjira 2\n\r\u001b[Ktempo 2");
        screen.reset();
        console.line("a line");
        assertThat(shown()).startsWith("\u001b[1A\r\u001b[J").endsWith("a line" + System.lineSeparator());
    }

    @Test
    void withoutATerminalEachIsALineOfItsOwn() {
        console(false).progress(List.of("jira 1", "tempo 1"));

        assertThat(shown().lines()).containsExactly("jira 1", "tempo 1");
    }
}
