package dev.backfill.simulator.jira.generated;

import dev.backfill.simulator.json.JsonBuffer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Blocks of the Atlassian Document Format as ready JSON: between them every node and mark that the vendor documents,
 * and a few that no client knows.
 */
final class AdfBlocks {

    /** One block a line; $TEXT, $PARAGRAPH and other words with a dollar are filled in. */
    private static final String TEMPLATES = "adf-blocks.txt";
    private static final int VARIANTS = 6;

    private final byte[][] blocks;
    private final byte[][] paragraphs;

    AdfBlocks() {
        List<byte[]> all = new ArrayList<>();
        List<String> templates = templates();
        for (int variant = 0; variant < VARIANTS; variant++) {
            for (String template : templates) {
                all.add(fill(template, variant + all.size()).getBytes(StandardCharsets.UTF_8));
            }
        }
        blocks = all.toArray(byte[][]::new);
        paragraphs = new byte[Words.SENTENCES.size()][];
        for (int i = 0; i < paragraphs.length; i++) {
            paragraphs[i] = fill("$PARAGRAPH", i).getBytes(StandardCharsets.UTF_8);
        }
    }

    /** How many different blocks there are beside plain paragraphs. */
    int count() {
        return blocks.length;
    }

    /** One of them. */
    byte[] block(int number) {
        return blocks[number];
    }

    /** A paragraph with a sentence. */
    byte[] paragraph(int number) {
        return paragraphs[number % paragraphs.length];
    }

    private static List<String> templates() {
        try (InputStream in = Objects.requireNonNull(AdfBlocks.class.getResourceAsStream(TEMPLATES), TEMPLATES)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String fill(String template, int n) {
        String text = template.replace("$PARAGRAPH", "{\"type\":\"paragraph\",\"content\":[$TEXT]}");
        int person = n % People.count();
        text = text.replace("$LEVEL", Integer.toString(1 + n % 6)).replace("$NAME", People.name(person))
                .replace("$ACCOUNT", People.accountId(person)).replace("$N", Integer.toString(n));
        int sentence = n;
        while (text.contains("$TEXT")) {
            // Not by a mapper: its classes alone would take a good part of the time to start.
            String quoted = new JsonBuffer(256).string(Words.SENTENCES.get(sentence++ % Words.SENTENCES.size())).toString();
            int at = text.indexOf("$TEXT");
            text = text.substring(0, at) + "{\"type\":\"text\",\"text\":" + quoted + "}" + text.substring(at + 5);
        }
        return text;
    }
}
