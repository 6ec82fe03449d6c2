package dev.backfill.simulator.jira.generated;

import dev.backfill.simulator.jira.site.IssueParts;
import dev.backfill.simulator.jira.site.JiraDate;
import dev.backfill.simulator.jira.site.Project;
import dev.backfill.simulator.jira.site.SiteContent;
import dev.backfill.simulator.json.JsonBuffer;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A site made from a few numbers; the same numbers make the same site.
 *
 * @param content what it comes up with
 * @param poison the switch for damaged data
 */
public record GeneratedSite(SiteContent content, Poison poison) {

    /**
     * What a site is made from.
     *
     * @param address of {@code /rest/api/3}, which links lead to
     * @param email of the user whose credentials are used
     * @param projects live ones that share the issues
     * @param now the reference time that all issues lie before
     */
    public record Recipe(String address, String email, ZoneId zone, long seed, int issues, int projects, Instant now,
            boolean poison) {}

    /** Makes a site. */
    public static GeneratedSite of(Recipe recipe) {
        Draw draw = new Draw(recipe.seed());
        Calendar calendar = new Calendar(draw, recipe.issues(), recipe.now().toEpochMilli());
        ProjectPlan plan = new ProjectPlan(draw, calendar, recipe.issues(), recipe.projects());
        List<Project> projects = plan.projects(recipe.address());
        JiraDate date = new JiraDate(recipe.zone());
        People people = new People(recipe.address(), recipe.zone().getId());
        AdfBlocks blocks = new AdfBlocks();
        byte[] myself = myself(recipe);
        Poison poison = new Poison(draw, recipe.poison());
        GeneratedContent content = new GeneratedContent(
                new GeneratedFields(recipe.address(), draw, people, blocks, date, projects),
                new CustomFields(draw, people, blocks, date), new Relations(recipe.address(), draw, projects),
                new GeneratedParts(recipe.address(), draw, people, blocks, date),
                new IssueParts(recipe.address(), myself, date), poison);
        GeneratedIssues issues = new GeneratedIssues(draw, calendar, plan, recipe.issues(), projects.size(), content);
        int[] lastNumbers = projects.stream().mapToInt(project -> issues.members(project.position()).length).toArray();
        return new GeneratedSite(new SiteContent(recipe.address(), recipe.zone(), myself, users(people), projects, lastNumbers,
                Words.statuses(), Words.types(), issues, List.of(), Map.of(), content, fields(content)), poison);
    }

    /** The account ids of the users that every generated site has. */
    public static List<String> accountIds() {
        return IntStream.range(0, People.count()).mapToObj(People::accountId).toList();
    }

    private static Map<String, byte[]> users(People people) {
        return IntStream.range(0, People.count()).boxed().collect(Collectors.toUnmodifiableMap(People::accountId, people::at));
    }

    private static byte[] myself(Recipe recipe) {
        return new JsonBuffer(512).raw("{\"self\":\"").raw(recipe.address())
                .raw("/user?accountId=557058:backfill\",\"accountId\":\"557058:backfill\",\"accountType\":\"atlassian\",")
                .raw("\"emailAddress\":").string(recipe.email())
                .raw(",\"displayName\":\"Backfill Reader\",\"active\":true,\"locale\":\"en_US\",\"timeZone\":")
                .string(recipe.zone().getId()).raw(",\"avatarUrls\":{}}").toBytes();
    }

    private static byte[] fields(GeneratedContent content) {
        JsonBuffer out = new JsonBuffer(16_384).raw('[');
        for (String id : content.names()) {
            boolean custom = id.startsWith("customfield_");
            String type = CustomNames.type(id);
            out.raw(out.last() == '[' ? "" : ",").raw("{\"id\":").string(id).raw(",\"key\":").string(id).raw(",\"name\":")
                    .string(CustomNames.name(id)).raw(",\"custom\":").raw(Boolean.toString(custom))
                    .raw(",\"orderable\":true,\"navigable\":true,\"searchable\":true,\"clauseNames\":[").string(id)
                    .raw("],\"schema\":{\"type\":").string(type)
                    .raw(custom ? ",\"custom\":\"com.atlassian.jira.plugin.system.customfieldtypes:" : ",\"system\":\"")
                    .raw(custom ? type : id).raw("\"}}");
        }
        return out.raw(']').toBytes();
    }
}
