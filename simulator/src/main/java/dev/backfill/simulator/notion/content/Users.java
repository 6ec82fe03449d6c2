package dev.backfill.simulator.notion.content;

import dev.backfill.simulator.notion.workspace.NotionId;
import tools.jackson.databind.node.ObjectNode;

/** People and bots; guests, who write too, are in no list and cannot be asked for. */
public final class Users {

    /** How many are listed. */
    public static final int LISTED = 130;
    private static final int GUESTS = 5;
    /** The integration itself. */
    public static final int SELF = LISTED - 1;
    /** What the integration is called. */
    public static final String INTEGRATION = "backfill";

    /** The id of one, whether listed or not. */
    public static String id(int user) {
        return NotionId.of(NotionId.Kind.USER, user).text();
    }

    /** Somebody who writes: a person, a bot or a guest. */
    static String writer(long random) {
        return id((int) Math.floorMod(random, (long) LISTED + GUESTS));
    }

    static String name(int user) {
        return user == SELF ? INTEGRATION : user % 43 == 42 ? "Import bot " + user
                : Words.of(Words.PEOPLE, user) + (user < Words.PEOPLE.size() ? "" : " " + user / Words.PEOPLE.size());
    }

    /** As people stand within pages, with their names. */
    ObjectNode at(int user) {
        return at(user, NotionVersion.OF_2025);
    }

    /** All that is told of one that is listed. */
    public ObjectNode at(int user, NotionVersion version) {
        boolean bot = user == SELF || user % 43 == 42;
        ObjectNode json = Shapes.object().put("object", "user").put("id", id(user)).put("name", name(user));
        if (version.mayLackNames() && !bot && user % 11 == 10) {
            json.putNull("name");
        }
        json.put("avatar_url", user % 3 == 0 ? "https://s3-us-west-2.amazonaws.com/public.notion-static.com/" + user + ".jpeg" : null);
        if (!bot) {
            json.put("type", "person");
            ObjectNode person = json.putObject("person");
            // Without the capability to read addresses there is none.
            if (user % 7 != 6) {
                person.put("email", "person" + user + "@example.com").put("email_verified", true);
            }
            return json;
        }
        ObjectNode details = json.put("type", "bot").putObject("bot");
        if (user == SELF) {
            details.putObject("owner").put("type", "workspace").put("workspace", true);
            details.put("workspace_name", "Simulated workspace")
                    .put("workspace_id", NotionId.of(NotionId.Kind.WORKSPACE, 0).text())
                    .putObject("workspace_limits").put("max_file_upload_size_in_bytes", 5_242_880);
        }
        return json;
    }
}
