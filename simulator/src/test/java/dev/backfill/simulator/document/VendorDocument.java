package dev.backfill.simulator.document;

import dev.backfill.simulator.http.Answer;
import dev.backfill.simulator.http.HttpCall;
import java.util.List;

/** What a vendor has published about its interface. */
interface VendorDocument {

    /** Where a request breaks it: route, parameters, body. */
    List<Deviation> ofRequest(HttpCall call);

    /** Where the answer to a request breaks it. */
    List<Deviation> ofAnswer(HttpCall call, Answer answer);
}
