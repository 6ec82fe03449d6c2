package dev.backfill.simulator.notion;

import dev.backfill.simulator.http.Answer;

/** Ends the handling of a call with an error. */
final class Refusal extends RuntimeException {

    private final transient Answer answer;

    Refusal(Answer answer) {
        super(null, null, false, false);
        this.answer = answer;
    }

    Answer answer() {
        return answer;
    }
}
