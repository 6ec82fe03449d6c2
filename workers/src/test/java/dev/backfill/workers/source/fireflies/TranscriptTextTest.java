package dev.backfill.workers.source.fireflies;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backfill.workers.source.RecordJson;
import org.junit.jupiter.api.Test;

class TranscriptTextTest {
    private static String read(String sentences) {
        return TranscriptText.read(RecordJson.MAPPER.readTree(sentences));
    }

    @Test
    void sentencesOfOneSpeaker_areOneParagraph_withItsTime() {
        assertThat(read("""
                [{"speaker_name":"Ada","text":"Good morning. ","start_time":1.25},
                 {"speaker_name":"Ada","text":"Shall we?","start_time":3},
                 {"speaker_name":"Grace","text":"Yes — 好的.","start_time":3725.9},
                 {"speaker_name":"Ada","text":"Then go.","start_time":360000}]"""))
                .isEqualTo("""
                        [00:00:01] Ada: Good morning. Shall we?
                        [01:02:05] Grace: Yes — 好的.
                        [100:00:00] Ada: Then go.""");
    }

    @Test
    void speakersWithoutAName_haveTheirNumber_orNone() {
        assertThat(read("""
                [{"speaker_id":4,"speaker_name":null,"text":"One."},
                 {"speaker_id":"4","speaker_name":" ","text":"Two.","start_time":-1},
                 {"speaker_id":null,"text":"Three.","start_time":null},
                 {"text":null,"raw_text":"four"}]"""))
                .isEqualTo("Speaker 5: One. Two.\nUnknown speaker: Three. four");
    }

    @Test
    void nothingSaid_isNoText() {
        assertThat(read("[]")).isNull();
        assertThat(read("null")).isNull();
        assertThat(read("[null,{\"text\":\" \"},{\"text\":7,\"speaker_name\":\"Ada\"}]")).isEqualTo("Ada: 7");
    }
}
