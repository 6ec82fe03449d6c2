package dev.backfill.store.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.CharBuffer;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CleanTextTest {
    static Stream<Arguments> texts() {
        return Stream.of(
                Arguments.of("", ""),
                Arguments.of("plain\ttext\n", "plain\ttext\n"),
                Arguments.of("再说 🙂", "再说 🙂"),
                Arguments.of("a\0b\0", "a\uFFFDb\uFFFD"),
                Arguments.of("\uD83D", "\uFFFD"),
                Arguments.of("\uDE42", "\uFFFD"),
                Arguments.of("\uDE42\uD83D", "\uFFFD\uFFFD"),
                Arguments.of("\uD83D\uD83D\uDE42", "\uFFFD\uD83D\uDE42"),
                Arguments.of("\uD83D\uDE42\uDE42", "\uD83D\uDE42\uFFFD"),
                Arguments.of("\uD83D\0", "\uFFFD\uFFFD"),
                Arguments.of("\uD83Dx", "\uFFFDx"));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void text_isCleaned_andOnlyWhereItHasTo(String text, String cleaned) {
        assertThat(CleanText.clean(text)).isEqualTo(cleaned);
        assertThat(CleanText.isClean(text)).isEqualTo(text.equals(cleaned));
    }

    @Test
    void cleanText_isNotCopied() {
        String text = "as it is 🙂";
        assertThat(CleanText.clean(text)).isSameAs(text);
    }

    /** The measure is Java's own strict encoder. */
    @Test
    void anyText_canBeEncodedAfterwards_andCleanTextMeansEncodable() throws CharacterCodingException {
        char[] units = {'a', 0, '\uD83D', '\uDE42', '\uFFFD', '日'};
        Random random = new Random(7);
        for (int round = 0; round < 20_000; round++) {
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(6); length > 0; length--) {
                text.append(units[random.nextInt(units.length)]);
            }
            String given = text.toString();
            boolean encodable = StandardCharsets.UTF_8.newEncoder().canEncode(given) && given.indexOf(0) < 0;
            assertThat(CleanText.isClean(given)).isEqualTo(encodable);

            String cleaned = CleanText.clean(given);
            StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(cleaned));
            assertThat(cleaned).hasSameSizeAs(given).doesNotContain("\0");
            assertThat(CleanText.clean(cleaned)).isSameAs(cleaned);
        }
    }
}
