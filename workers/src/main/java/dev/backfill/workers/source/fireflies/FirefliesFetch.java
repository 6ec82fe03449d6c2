package dev.backfill.workers.source.fireflies;

import dev.backfill.workers.source.CalendarMonth;
import dev.backfill.workers.source.JsonMembers;
import dev.backfill.workers.source.Location;
import dev.backfill.workers.source.SourceException;
import dev.backfill.workers.source.http.Retries;
import dev.backfill.workflows.failure.FailureType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Transcripts by id, several in a request. What Fireflies stumbles over is told for each alone; a request that is too large or breaks as
 * a whole is halved until the reason is alone. In an outage nothing is halved, and no record is blamed.
 */
final class FirefliesFetch {
    private final FirefliesClient fireflies;

    FirefliesFetch(FirefliesClient fireflies) {
        this.fireflies = fireflies;
    }

    private interface Request {
        FirefliesAnswer send(List<String> ids, Retries retries);
    }

    private interface Accept {
        void transcript(JsonNode transcript, List<FirefliesError> errors);
    }

    /** Whole transcripts. Those that are gone are left out, one that cannot be fetched is rejected. */
    void fetch(List<String> ids, TranscriptPage into) {
        inBatches(ids, fireflies::transcripts, (transcript, errors) -> into.add(transcript, errors, 1),
                (id, reason) -> into.reject(id, "cannot be fetched: " + reason));
    }

    /** Where transcripts are. One that cannot be read is there all the same. */
    Map<String, Location> locate(List<String> ids) {
        Map<String, Location> located = new HashMap<>();
        inBatches(ids, fireflies::places, (place, errors) -> {
            String id = JsonMembers.text(place, "id");
            if (id != null) {
                located.put(id, location(id, FirefliesValues.start(place)));
            }
        }, (id, reason) -> located.put(id, location(id, null)));
        return located;
    }

    private static Location location(String id, @Nullable Instant start) {
        return new Location(id, start == null ? null : CalendarMonth.of(start).id(), start);
    }

    private void inBatches(List<String> ids, Request request, Accept accept, BiConsumer<String, String> blame) {
        for (int from = 0; from < ids.size(); from += FirefliesClient.MOST_BY_ID) {
            batch(ids.subList(from, Math.min(ids.size(), from + FirefliesClient.MOST_BY_ID)), request, accept, blame);
        }
    }

    private void batch(List<String> ids, Request request, Accept accept, BiConsumer<String, String> blame) {
        FirefliesAnswer answer;
        try {
            answer = request.send(ids, Retries.USUAL);
        } catch (SourceException failure) {
            if (!failure.isAboutContent() || !fireflies.isServing()) {
                throw failure;
            }
            halve(ids, failure, request, accept, blame);
            return;
        }
        List<String> broken = take(ids, answer, accept, blame);
        if (!broken.isEmpty()) {
            again(broken, broken.size() < ids.size(), request, accept, blame);
        }
    }

    private void halve(
            List<String> ids, SourceException failure, Request request, Accept accept, BiConsumer<String, String> blame) {
        if (ids.size() == 1) {
            blame.accept(ids.getFirst(), String.valueOf(failure.getMessage()));
            return;
        }
        int middle = ids.size() / 2;
        for (List<String> half : List.of(ids.subList(0, middle), ids.subList(middle, ids.size()))) {
            try {
                FirefliesAnswer answer = request.send(half, half.size() == 1 ? Retries.FEW : Retries.NONE);
                take(half, answer, accept, blame).forEach(id -> blame.accept(id, "it breaks the answer"));
            } catch (SourceException smaller) {
                if (!smaller.isAboutContent() || (half.size() == 1 && !fireflies.isServing())) {
                    throw smaller;
                }
                halve(half, smaller, request, accept, blame);
            }
        }
    }

    /** Once more, those alone that broke: a second time is no accident, as long as anything else is answered. */
    private void again(List<String> ids, boolean isServing, Request request, Accept accept, BiConsumer<String, String> blame) {
        FirefliesAnswer answer = request.send(ids, Retries.FEW);
        List<String> broken = take(ids, answer, accept, blame);
        if (!broken.isEmpty() && broken.size() == ids.size() && !isServing && !fireflies.isServing()) {
            throw SourceException.of(FailureType.UNAVAILABLE, "Fireflies answers for none of " + ids.size() + " transcripts");
        }
        for (String id : broken) {
            blame.accept(id, errorOf(ids.indexOf(id), answer).map(error -> error.code() + ": " + error.advice()).orElse("no reason"));
        }
    }

    /** @return the ids of those that broke */
    private static List<String> take(List<String> ids, FirefliesAnswer answer, Accept accept, BiConsumer<String, String> blame) {
        List<String> broken = new ArrayList<>();
        for (int index = 0; index < ids.size(); index++) {
            JsonNode transcript = answer.field(FirefliesClient.alias(index));
            Optional<FirefliesError> error = errorOf(index, answer);
            if (error.isEmpty() && !transcript.isObject()) {
                throw SourceException.of(FailureType.MALFORMED_ANSWER, "Fireflies left out a transcript that it was asked for, without a word");
            }
            if (error.isEmpty()) {
                accept.transcript(transcript, answer.below(FirefliesClient.alias(index)));
            } else if (error.get().type().retryable()) {
                broken.add(ids.get(index));
            } else if (!error.get().saysGone()) {
                blame.accept(ids.get(index), error.get().code() + ": " + error.get().advice());
            }
        }
        return broken;
    }

    /** What is wrong with a transcript as a whole. */
    private static Optional<FirefliesError> errorOf(int index, FirefliesAnswer answer) {
        return answer.errors().stream().filter(error -> error.isAboutAll(FirefliesClient.alias(index))).findFirst();
    }
}
