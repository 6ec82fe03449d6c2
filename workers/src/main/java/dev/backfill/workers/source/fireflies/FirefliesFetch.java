package dev.backfill.workers.source.fireflies;

import dev.backfill.workers.source.CalendarMonth;
import dev.backfill.workers.source.JsonMembers;
import dev.backfill.workers.source.Location;
import dev.backfill.workers.source.SourceException;
import dev.backfill.workers.source.http.Retries;
import dev.backfill.workflows.failure.FailureType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    /** What becomes of each that is not gone. */
    private interface Accept {
        void transcript(JsonNode transcript, List<FirefliesError> errors);

        /** It is there, and the key may not have it. */
        void refused(String id, String reason);

        void broken(String id, String reason);
    }

    /** Whole transcripts. Those that are gone are left out, one that cannot be fetched is rejected. */
    void fetch(List<String> ids, TranscriptPage into) {
        inBatches(ids, fireflies::transcripts, new Accept() {
            @Override
            public void transcript(JsonNode transcript, List<FirefliesError> errors) {
                into.add(transcript, errors, 1);
            }

            @Override
            public void refused(String id, String reason) {
                into.withhold(id, reason);
            }

            @Override
            public void broken(String id, String reason) {
                into.reject(id, "cannot be fetched: " + reason);
            }
        });
    }

    /** Where transcripts are. One that cannot be read is there all the same. */
    Map<String, Location> locate(List<String> ids) {
        Map<String, Location> located = new HashMap<>();
        inBatches(ids, fireflies::places, new Accept() {
            @Override
            public void transcript(JsonNode place, List<FirefliesError> errors) {
                String id = JsonMembers.text(place, FirefliesFields.ID);
                if (id != null) {
                    located.put(id, location(id, FirefliesValues.start(place)));
                }
            }

            @Override
            public void refused(String id, String reason) {
                located.put(id, location(id, null));
            }

            @Override
            public void broken(String id, String reason) {
                located.put(id, location(id, null));
            }
        });
        return located;
    }

    private static Location location(String id, @Nullable Instant start) {
        return new Location(id, start == null ? null : CalendarMonth.of(start).id(), start);
    }

    private void inBatches(List<String> ids, Request request, Accept accept) {
        for (int from = 0; from < ids.size(); from += FirefliesClient.MOST_BY_ID) {
            batch(ids.subList(from, Math.min(ids.size(), from + FirefliesClient.MOST_BY_ID)), request, accept);
        }
    }

    private void batch(List<String> ids, Request request, Accept accept) {
        FirefliesAnswer answer;
        try {
            answer = request.send(ids, Retries.USUAL);
        } catch (SourceException failure) {
            if (!failure.isAboutContent() || !fireflies.isServing()) {
                throw failure;
            }
            halve(ids, failure, request, accept);
            return;
        }
        List<String> broken = take(ids, answer, accept);
        if (!broken.isEmpty() && answer.unplaced().isPresent()) {
            apart(broken, request, accept);
        } else if (!broken.isEmpty()) {
            again(broken, broken.size() < ids.size(), request, accept);
        }
    }

    /** Each alone: an error that does not say which of them it is about is then about that one. */
    private void apart(List<String> ids, Request request, Accept accept) {
        ids.forEach(id -> batch(List.of(id), request, accept));
    }

    private void halve(List<String> ids, SourceException failure, Request request, Accept accept) {
        if (ids.size() == 1) {
            accept.broken(ids.getFirst(), String.valueOf(failure.getMessage()));
            return;
        }
        int middle = ids.size() / 2;
        for (List<String> half : List.of(ids.subList(0, middle), ids.subList(middle, ids.size()))) {
            try {
                FirefliesAnswer answer = request.send(half, half.size() == 1 ? Retries.FEW : Retries.NONE);
                List<String> broken = take(half, answer, accept);
                if (answer.unplaced().isPresent()) {
                    apart(broken, request, accept);
                } else {
                    broken.forEach(id -> accept.broken(id, "it breaks the answer"));
                }
            } catch (SourceException smaller) {
                if (!smaller.isAboutContent() || (half.size() == 1 && !fireflies.isServing())) {
                    throw smaller;
                }
                halve(half, smaller, request, accept);
            }
        }
    }

    /** Once more, those alone that broke: a second time is no accident, as long as anything else is answered. */
    private void again(List<String> ids, boolean isServing, Request request, Accept accept) {
        FirefliesAnswer answer = request.send(ids, Retries.FEW);
        List<String> broken = take(ids, answer, accept);
        if (!broken.isEmpty() && broken.size() == ids.size() && !isServing && !fireflies.isServing()) {
            throw SourceException.of(FailureType.UNAVAILABLE, "Fireflies answers for none of " + ids.size() + " transcripts");
        }
        for (String id : broken) {
            accept.broken(id, errorOf(ids.indexOf(id), answer).map(FirefliesError::reason).orElse("no reason"));
        }
    }

    /** @return the ids of those that broke, or of which the answer leaves open what is wrong with them */
    private static List<String> take(List<String> ids, FirefliesAnswer answer, Accept accept) {
        List<String> broken = new ArrayList<>();
        for (int index = 0; index < ids.size(); index++) {
            String id = ids.get(index);
            JsonNode transcript = answer.field(FirefliesClient.alias(index));
            if (transcript.isObject()) {
                accept.transcript(transcript, answer.below(FirefliesClient.alias(index)));
                continue;
            }
            Optional<FirefliesError> error = errorOf(index, answer).or(() -> answer.unplaced().filter(unplaced -> ids.size() == 1));
            if (error.isEmpty() && answer.unplaced().isEmpty()) {
                throw SourceException.of(FailureType.MALFORMED_ANSWER, "Fireflies left out a transcript that it was asked for, without a word");
            }
            if (error.isEmpty() || error.get().type().retryable()) {
                broken.add(id);
            } else if (error.get().type() == FailureType.PERMISSION) {
                accept.refused(id, error.get().reason());
            } else if (!error.get().saysGone()) {
                accept.broken(id, error.get().reason());
            }
        }
        return broken;
    }

    /** Why a transcript is not there: what is wrong with it as a whole, or with a part of it that may not be absent. */
    private static Optional<FirefliesError> errorOf(int index, FirefliesAnswer answer) {
        return answer.below(FirefliesClient.alias(index)).stream().min(Comparator.comparingInt(error -> error.path().size()));
    }
}
