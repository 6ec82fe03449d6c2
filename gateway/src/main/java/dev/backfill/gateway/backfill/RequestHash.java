package dev.backfill.gateway.backfill;

import dev.backfill.workflows.run.RunMode;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** What makes two starts the same request: what was asked for, not the instants that it means on the day it is asked. */
final class RequestHash {
    private RequestHash() {}

    /** SHA-256 of the source and everything that was asked for, with defaults filled in and in a fixed order. */
    static byte[] of(StartRequest request) {
        List<@Nullable Object> asked = request.planId() != null
                // The plan stands for everything else.
                ? List.of(request.source().id(), "plan", request.planId())
                : new ArrayList<>(Arrays.asList(
                        request.source().id(),
                        request.period().toString(),
                        new TreeMap<>(request.parameters()),
                        request.parallelism(),
                        request.requestsPerSecond()));
        if (request.planId() == null && request.mode() != RunMode.FULL) {
            // Only then, so that keys of before modes were known stand for the same requests.
            asked.add(request.mode().name());
        }
        if (request.part() != null) {
            asked.add(request.part().name());
        }
        try {
            return MessageDigest.getInstance("SHA-256").digest(JsonMapper.shared().writeValueAsBytes(asked));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
