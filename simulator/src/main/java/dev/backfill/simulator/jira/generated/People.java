package dev.backfill.simulator.jira.generated;

import dev.backfill.simulator.json.JsonBuffer;
import java.util.Arrays;

/** The users of a generated site as ready JSON: apps, customers, people without an address, people who left. */
final class People {

    private static final int COUNT = 400;
    private static final String[] NAMES = {"Rankin Zheng", "张丹", "Zoë Müller", "Ngô Bảo Châu", "محمد علي", "Ольга Петрова",
        "Dingding Zhang", "José García", "דנה כהן", "山田 太郎"};

    private static final String[] ACCOUNT_IDS = new String[COUNT];
    private static final String[] DISPLAY_NAMES = new String[COUNT];

    static {
        Arrays.setAll(ACCOUNT_IDS, People::newAccountId);
        Arrays.setAll(DISPLAY_NAMES, People::newName);
    }

    private final byte[][] people = new byte[COUNT][];

    People(String site, String zone) {
        for (int i = 0; i < COUNT; i++) {
            people[i] = person(site, zone, i);
        }
    }

    /** JSON of one of them. */
    byte[] at(int person) {
        return people[person];
    }

    static int count() {
        return COUNT;
    }

    static String accountId(int person) {
        return ACCOUNT_IDS[person];
    }

    private static String newAccountId(int person) {
        return "557058:" + Integer.toHexString(0x9E3779B9 * (person + 1)) + "-4000-" + person;
    }

    static String name(int person) {
        return DISPLAY_NAMES[person];
    }

    private static String newName(int person) {
        return person % 23 == 22 ? "Former user" : person % 29 == 28 ? "Automation for Jira"
                : NAMES[person % NAMES.length] + (person < NAMES.length ? "" : " " + person / NAMES.length);
    }

    private static byte[] person(String site, String zone, int person) {
        boolean former = person % 23 == 22;
        String type = person % 29 == 28 ? "app" : person % 17 == 16 ? "customer" : "atlassian";
        JsonBuffer out = new JsonBuffer(512);
        out.raw("{\"self\":\"").raw(site).raw("/user?accountId=").raw(accountId(person)).raw("\",\"accountId\":\"")
                .raw(accountId(person)).raw('"');
        if (person % 3 == 0 && !former) {
            out.raw(",\"emailAddress\":\"person").number(person).raw("@example.com\"");
        }
        return out.raw(",\"avatarUrls\":{\"48x48\":\"https://avatars.example.com/").number(person)
                .raw("\"},\"displayName\":").string(name(person)).raw(",\"active\":").raw(former ? "false" : "true")
                .raw(",\"timeZone\":").string(zone).raw(",\"accountType\":\"").raw(type).raw("\"}").toBytes();
    }
}
