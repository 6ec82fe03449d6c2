package dev.backfill.gateway.openapi;

import org.springframework.http.HttpStatus;

/** What a status means, in a sentence. */
final class Statuses {
    private Statuses() {}

    static String of(int status) {
        return switch (status) {
            case 200 -> "What was asked for.";
            case 201 -> "It is made.";
            case 202 -> "It is accepted, and follows.";
            case 204 -> "It is done; there is nothing to say.";
            case 304 -> "It is as the caller knows it.";
            case 503 -> "It cannot serve at the moment.";
            default -> HttpStatus.valueOf(status).getReasonPhrase() + ".";
        };
    }
}
