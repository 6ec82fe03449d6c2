package dev.backfill.simulator.jira;

import dev.backfill.simulator.http.Answer;
import dev.backfill.simulator.http.HttpCall;
import dev.backfill.simulator.jira.site.Site;
import dev.backfill.simulator.json.JsonBuffer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/** {@code /user/bulk}: a page of those users that are there, of the account ids that are asked for; of the others no word. */
final class UserRoutes {

    private static final int MOST = 90;
    private static final int USUAL_PAGE = 10;

    private final Site site;

    UserRoutes(Site site) {
        this.site = site;
    }

    Answer bulk(HttpCall call, boolean loggedIn) {
        if (!loggedIn) {
            return JiraErrors.of(401, "Client must be authenticated to access this resource.");
        }
        List<String> wanted = call.query().getOrDefault("accountId", List.of()).stream().distinct().toList();
        if (wanted.isEmpty()) {
            return JiraErrors.of(400, "At least one accountId is required.");
        }
        List<byte[]> found = wanted.stream().filter(site.content().users()::containsKey).map(site.content().users()::get).toList();
        int start = Math.clamp(call.number("startAt", 0), 0, found.size());
        int size = Math.clamp(call.number("maxResults", USUAL_PAGE), 1, MOST);
        return Answer.json(200, page(call, wanted, found, start, size));
    }

    private static byte[] page(HttpCall call, List<String> wanted, List<byte[]> found, int start, int size) {
        int end = Math.min(found.size(), start + size);
        String self = "http://" + call.header("host").orElse("localhost") + JiraApi.ROOT + "user/bulk?"
                + wanted.stream().map(id -> "accountId=" + URLEncoder.encode(id, StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&")) + "&maxResults=" + size + "&startAt=";
        JsonBuffer out = new JsonBuffer(512 * (end - start) + 8_192).raw("{\"self\":").string(self + start);
        if (end < found.size()) {
            out.raw(",\"nextPage\":").string(self + end);
        }
        out.raw(",\"maxResults\":").number(size).raw(",\"startAt\":").number(start).raw(",\"total\":").number(found.size())
                .raw(",\"isLast\":").raw(Boolean.toString(end >= found.size())).raw(",\"values\":[");
        for (int i = start; i < end; i++) {
            out.raw(i == start ? "" : ",").raw(found.get(i));
        }
        return out.raw("]}").toBytes();
    }
}
