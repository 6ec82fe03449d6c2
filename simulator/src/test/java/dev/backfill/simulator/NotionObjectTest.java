package dev.backfill.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLDecoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class NotionObjectTest {

    private static NotionClient client;

    @BeforeAll
    static void start() {
        client = NotionClient.start(NotionClient.options(1_200));
    }

    @AfterAll
    static void stop() {
        client.close();
    }

    private static List<String> members(JsonNode object) {
        return List.copyOf(object.propertyNames());
    }

    private static JsonNode rowWithManyReferences() {
        JsonNode line = client.manifest("").stream().filter(each -> each.path("references").asInt() > 25).findFirst().orElseThrow();
        return client.read("pages/" + line.path("id").asString());
    }

    @Test
    void objects_haveTheMembersThatWereRecorded() {
        JsonNode row = client.rowLine();
        JsonNode source = client.read("data_sources/" + row.path("partition").asString());
        assertThat(members(client.read("pages/" + row.path("id").asString()))).containsExactly("object", "id", "created_time",
                "last_edited_time", "created_by", "last_edited_by", "cover", "icon", "parent", "in_trash", "is_archived", "is_locked",
                "properties", "url", "public_url", "archived", "request_id");
        assertThat(members(source)).containsExactly("object", "id", "cover", "icon", "created_time", "created_by", "last_edited_by",
                "last_edited_time", "title", "description", "is_inline", "properties", "parent", "database_parent", "url", "public_url",
                "in_trash", "archived", "request_id");
        JsonNode database = client.read("databases/" + source.path("parent").path("database_id").asString());
        assertThat(members(database)).containsExactly("object", "id", "title", "description", "parent", "is_inline", "in_trash",
                "is_locked", "created_time", "last_edited_time", "data_sources", "icon", "cover", "url", "public_url", "archived", "request_id");
        assertThat(database.path("created_time").asString()).endsWith("+00:00");
        assertThat(members(client.read("users"))).containsExactly("object", "results", "next_cursor", "has_more", "type", "user", "request_id");
    }

    @Test
    void rowsParent_isNamedByVersion() {
        JsonNode line = client.rowLine();
        JsonNode parent = client.read("pages/" + line.path("id").asString()).path("parent");
        assertThat(parent.path("data_source_id").asString()).isEqualTo(line.path("partition").asString());
        JsonNode old = NotionClient.json(client.call(NotionClient.OLD, "GET", "pages/" + line.path("id").asString(), "")).path("parent");
        assertThat(old.path("type").asString()).isEqualTo("database_id");
        assertThat(old.path("database_id")).isEqualTo(parent.path("database_id"));
    }

    @Test
    void relationsOverTwentyFive_areCut_andWholeByProperty() {
        JsonNode page = rowWithManyReferences();
        JsonNode relation = page.path("properties").path("Related");
        assertThat(relation.path("relation").size()).isEqualTo(25);
        assertThat(relation.path("has_more").asBoolean()).isTrue();
        String route = "pages/" + page.path("id").asString() + "/properties/" + relation.path("id").asString();
        List<JsonNode> whole = client.all(route);
        assertThat(whole).hasSizeGreaterThan(25).doesNotHaveDuplicates();
        assertThat(whole.getFirst().path("relation")).isEqualTo(relation.path("relation").path(0));
        JsonNode first = client.read(route + "?page_size=10");
        assertThat(first.path("property_item").path("next_url").asString()).contains("start_cursor=" + first.path("next_cursor").asString());
        JsonNode rollup = page.path("properties").path("Related count").path("rollup");
        if (!rollup.isMissingNode()) {
            assertThat(rollup.path("number").asInt()).isEqualTo(25);
        }
    }

    @Test
    void everyTypeOfProperty_isThere_andReadByItself() {
        Set<String> types = new TreeSet<>();
        for (JsonNode page : client.all(NotionClient.NEW, "data_sources/" + client.rowLine().path("partition").asString() + "/query", "{}").subList(0, 10)) {
            for (JsonNode property : page.path("properties")) {
                types.add(property.path("type").asString());
                HttpResponse<byte[]> answer = client.get("pages/" + page.path("id").asString() + "/properties/" + property.path("id").asString());
                assertThat(answer.statusCode()).as(property.path("id").asString()).isEqualTo(200);
                JsonNode item = NotionClient.json(answer);
                String type = item.path("type").asString();
                assertThat(item.path("property_item").path("type").asString(type)).isEqualTo(property.path("type").asString());
                if (item.path("object").asString().equals("property_item") && !type.equals("files")) {
                    assertThat(item.path(type)).isEqualTo(property.path(type));
                }
            }
        }
        assertThat(types).contains("title", "rich_text", "number", "select", "multi_select", "status", "date", "people", "files", "checkbox",
                "url", "email", "phone_number", "formula", "relation", "rollup", "created_time", "created_by", "last_edited_time",
                "last_edited_by", "unique_id", "verification", "button");
    }

    @Test
    void idOfProperty_isUnderstoodTwiceEncodedToo() {
        String id = rowWithManyReferences().path("id").asString();
        assertThat(URLDecoder.decode("%3CLrR", StandardCharsets.UTF_8)).isEqualTo("<LrR");
        assertThat(client.get("pages/" + id + "/properties/%253CLrR").statusCode()).isEqualTo(200);
        assertThat(NotionClient.code(client.get("pages/" + id + "/properties/none"))).isEqualTo("404 object_not_found");
    }

    @Test
    void users_arePaged_andGuestsAreUnknown() {
        List<JsonNode> users = client.all("users");
        assertThat(users).hasSize(130).doesNotHaveDuplicates().anyMatch(user -> user.path("type").asString().equals("bot"))
                .anyMatch(user -> user.path("person").isObject() && !user.path("person").has("email"));
        assertThat(client.read("users/me").path("bot").path("workspace_name").asString()).isNotEmpty();
        Set<String> known = new TreeSet<>(users.stream().map(user -> user.path("id").asString()).toList());
        String guest = client.all(NotionClient.NEW, "search", "{}").stream().map(page -> page.path("created_by").path("id").asString())
                .filter(id -> !known.contains(id)).findFirst().orElseThrow();
        assertThat(NotionClient.code(client.get("users/" + guest))).isEqualTo("404 object_not_found");
    }

    @Test
    void whoAsksWrongly_isTold() {
        assertThat(NotionClient.code(client.send("GET", "/notion/v1/users", "", "Notion-Version", NotionClient.NEW))).isEqualTo("401 unauthorized");
        assertThat(NotionClient.code(client.send("GET", "/notion/v1/users", "", "Authorization", "Bearer simulator-token")))
                .isEqualTo("400 missing_version");
        assertThat(NotionClient.code(client.call("2020-01-01", "GET", "users", ""))).isEqualTo("400 validation_error");
        assertThat(NotionClient.code(client.get("nothing"))).isEqualTo("400 invalid_request_url");
        assertThat(NotionClient.code(client.get("pages/abc"))).isEqualTo("400 validation_error");
        JsonNode missing = client.read("pages/00000000-0000-0000-0000-000000000000");
        assertThat(members(missing)).containsExactly("object", "status", "code", "message", "additional_data", "request_id");
        assertThat(missing.path("message").asString()).startsWith("Could not find page with ID: 00000000-0000-0000-0000-000000000000.");
    }

    @Test
    void limit_isAnAverageWithRetryAfter() {
        client.admin("POST", "limit", "{\"requestsPerSecond\":3}");
        try {
            HttpResponse<byte[]> answer = client.get("users/me");
            for (int i = 0; i < 200 && answer.statusCode() == 200; i++) {
                answer = client.get("users/me");
            }
            assertThat(NotionClient.code(answer)).isEqualTo("429 rate_limited");
            assertThat(answer.headers().firstValue("Retry-After")).contains("1");
        } finally {
            client.admin("POST", "limit", "{\"requestsPerSecond\":0}");
        }
    }
}
