package dev.backfill.workers.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backfill.simulator.document.HeldExchanges;
import dev.backfill.simulator.shared.ReadsShared;
import dev.backfill.workers.source.tempo.TempoFixture;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;

/** What the tests of the sources rest on: a request that the vendor's document does not know is noticed, whatever comes of it. */
@ReadsShared
class RequestsAreHeldTest {
    @Test
    void aParameterThatTheDocumentDoesNotKnow_isNoticed() throws Exception {
        try (TempoFixture vendor = new TempoFixture(10, 1); HttpClient http = HttpClient.newHttpClient()) {
            http.send(HttpRequest.newBuilder(URI.create(vendor.simulator() + "/tempo/4/worklogs?person=17")).build(), BodyHandlers.discarding());

            assertThat(HeldExchanges.take()).singleElement().asString().contains("person").contains("no such parameter");
        }
    }
}
