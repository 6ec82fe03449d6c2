package dev.backfill.workers.source.fireflies;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backfill.workers.source.RecordJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ObjectNode;

class FirefliesLinksTest {
    @ParameterizedTest
    @CsvSource({
        "https://a.example/v/1, https://a.example/v/1",
        "https://a.example/a.mp3?X-Amz-Date=1&X-Amz-Expires=9&X-Amz-Signature=ab, https://a.example/a.mp3",
        "https://a.example/a.mp3?part=2&X-Amz-Signature=ab&lang=de, https://a.example/a.mp3?part=2&lang=de",
        "https://cdn.example/a?Expires=1&Signature=x~&Key-Pair-Id=K#t=4, https://cdn.example/a#t=4",
        "https://storage.example/a?x-goog-signature=1&X-Goog-Expires=2, https://storage.example/a",
        "https://blob.example/a?sv=1&st=2&se=3&sr=b&sp=r&sig=ab%3D, https://blob.example/a",
        "https://a.example/a?access_token=abc, https://a.example/a",
        "https://meet.example/j/123?pwd=abc, https://meet.example/j/123?pwd=abc",
        "https://a.example/a?tokens=3&designature=1, https://a.example/a?tokens=3&designature=1",
        "not a link, not a link",
        "https://a.example/a?, https://a.example/a"
    })
    void signatures_areCut_andNothingElse(String link, String cut) {
        assertThat(FirefliesLinks.cut(link)).isEqualTo(cut);
        assertThat(FirefliesLinks.cut(cut)).isEqualTo(cut);
    }

    @Test
    void linksOfATranscript_areCutInPlace_whereTheyAreText() {
        ObjectNode transcript = (ObjectNode) RecordJson.MAPPER.readTree("""
                {"audio_url":"https://a/b?Signature=1","video_url":null,"meeting_link":7,"title":"https://a/b?Signature=1"}""");
        FirefliesLinks.cutIn(transcript);

        assertThat(transcript).isEqualTo(RecordJson.MAPPER.readTree("""
                {"audio_url":"https://a/b","video_url":null,"meeting_link":7,"title":"https://a/b?Signature=1"}"""));
    }
}
