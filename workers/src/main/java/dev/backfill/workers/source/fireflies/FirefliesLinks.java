package dev.backfill.workers.source.fireflies;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Takes signatures out of links: they end within hours, differ each time they are asked for, and are as good as credentials until then.
 * What else a link says stays, such as the code of a room.
 */
final class FirefliesLinks {
    private static final List<String> MEMBERS = List.of("transcript_url", "audio_url", "video_url", "meeting_link");
    /** Of AWS (S3, CloudFront), Google Cloud Storage and Azure, and what others call theirs; in lower case. */
    private static final Set<String> SIGNATURES = Set.of(
            "signature", "expires", "policy", "key-pair-id", "awsaccesskeyid", "googleaccessid", "sig", "se", "st", "sp", "sv", "sr", "spr",
            "token", "access_token", "auth_token", "auth", "hmac", "expiry", "expires_at");
    private static final List<String> PREFIXES = List.of("x-amz-", "x-goog-");

    private FirefliesLinks() {}

    /** Cuts the links of a transcript, in place. */
    static void cutIn(ObjectNode transcript) {
        for (String member : MEMBERS) {
            JsonNode link = transcript.path(member);
            if (link.isString()) {
                transcript.put(member, cut(link.stringValue()));
            }
        }
    }

    static String cut(String link) {
        int question = link.indexOf('?');
        if (question < 0) {
            return link;
        }
        int hash = link.indexOf('#', question);
        String query = link.substring(question + 1, hash < 0 ? link.length() : hash);
        String kept = Arrays.stream(query.split("&")).filter(parameter -> !isSignature(parameter)).collect(Collectors.joining("&"));
        return link.substring(0, question) + (kept.isEmpty() ? "" : "?" + kept) + (hash < 0 ? "" : link.substring(hash));
    }

    private static boolean isSignature(String parameter) {
        String name = parameter.split("=", 2)[0].toLowerCase(Locale.ROOT);
        return SIGNATURES.contains(name) || PREFIXES.stream().anyMatch(name::startsWith);
    }
}
