package dev.backfill.workers.secret;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {
    static final String USER = "reader@example.com";
    static final String TOKEN = "ATATT3x+Fq/9\"<&>'~ö=K7sU_4-zP";

    static Iterable<Map.Entry<String, String>> encodings() {
        return Encodings.of(USER, TOKEN).entrySet();
    }

    @ParameterizedTest
    @MethodSource("encodings")
    void everyEncoding_isTakenOut_andNothingElse(Map.Entry<String, String> encoded) {
        Secrets.holdAuthorization("Bearer " + TOKEN);

        for (String before : new String[] {"", "the token '", "Authorization: ", "{\"a\":\"\\n\u00e4 ", "x=%22&b="}) {
            String scrubbed = Secrets.scrubbed(before + encoded.getValue() + " is not known, ask 100% of them");
            assertThat(scrubbed).as(encoded.getKey())
                    .startsWith(before).contains(Secrets.MARK).endsWith(" is not known, ask 100% of them")
                    .doesNotContain(encoded.getValue());
        }
    }

    @Test
    void basicCredentials_areHeld_asWhatTheyEncode() {
        String header = "Basic " + Base64.getEncoder().encodeToString("someone:p4ss:with-colons".getBytes(StandardCharsets.UTF_8));
        Secrets.holdAuthorization(header);

        assertThat(Secrets.scrubbed("you sent " + header)).isEqualTo("you sent Basic " + Secrets.MARK);
        assertThat(Secrets.scrubbed("someone:p4ss:with-colons twice: p4ss:with-colons"))
                .isEqualTo("someone:" + Secrets.MARK + " twice: " + Secrets.MARK);
    }

    @Test
    void shortSecret_isHiddenOnlyWhereItStandsAlone() {
        Secrets.hold("tea-pots");

        assertThat(Secrets.scrubbed("password tea-pots, not steamtea-potsman")).isEqualTo("password " + Secrets.MARK + ", not steamtea-potsman");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "%", "\\", "&#;", "%2", "\\u12", "&amp;", "&#99999;", "nothing of it % \\ & here", "ATATT3x"})
    void otherText_staysAsItIs(String text) {
        Secrets.hold(TOKEN);

        assertThat(Secrets.scrubbed(text)).isSameAs(text);
    }
}
