package dev.backfill.store.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backfill.store.TestStore;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is found in which text. */
class SearchWordsTest {
    private static boolean finds(String typed, String body) {
        return TestStore.sql().sql("select search.words('The title', :body) @@ search.query(:typed)")
                .param("body", body).param("typed", typed).query(Boolean.class).single();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            invoice              | The Invoice of March             | true
            title                | anything                         | true
            "invoice of march"   | The Invoice of March             | true
            "march invoice"      | The Invoice of March             | false
            invoice -march       | The Invoice of March             | false
            invoice or bill      | a bill                           | true
            the                  | The Invoice                      | true
            发票                 | 上个月的发票已经寄出              | true
            票发                 | 上个月的发票已经寄出              | false
            发票 march           | march的发票                      | true
            "发票 已经"          | 上个月的发票已经寄出              | true
            已经，寄出           | 上个月的发票，已经。寄出          | true
            請求書               | 請求書をお送りします              | true
            café                 | Le Café du coin                  | true
            CORE-17              | see CORE-17 for more             | true
            """)
    void typed_findsText(String typed, String body, boolean found) {
        assertThat(finds(typed, body)).isEqualTo(found);
    }

    @Test
    void textWithTooManyWordsForATsvector_isSearchableByItsBeginning() {
        String body = IntStream.range(0, 400_000).mapToObj(number -> "word" + number).collect(Collectors.joining(" "));

        assertThat(finds("word0", body)).isTrue();
        assertThat(finds("word20000", body)).isTrue();
        assertThat(finds("word399999", body)).isFalse();
    }

    @Test
    void absentAndEmptyText_isNoWords() {
        assertThat(TestStore.value("select search.words(null, null)")).isEmpty();
        assertThat(TestStore.value("select search.words('', 'a') @@ search.query('')")).isEqualTo("false");
    }
}
