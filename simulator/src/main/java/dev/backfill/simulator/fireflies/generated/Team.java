package dev.backfill.simulator.fireflies.generated;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** The people who meet: a team with accounts, and guests without. */
final class Team {

    static final int SIZE = 12;
    private static final int GUESTS = 300;
    private static final String[] NAMES = {"Rankin Zheng", "Zoë Müller", "张丹", "José García", "山田 太郎", "محمد علي",
        "Ольга Петрова", "Ngô Bảo Châu", "דנה כהן", "Ada O'Neill", "Lea \"Lee\" Roth", "Ødegård Åse"};

    private Team() {}

    /** The address of a member. */
    static String email(int member) {
        return "member" + member + "@example.com";
    }

    static String name(int member) {
        return NAMES[member % NAMES.length];
    }

    /** Somebody of the team, more often than not; else a guest. */
    static String anybody(SplittableRandom random) {
        return random.nextInt(3) > 0 ? email(random.nextInt(SIZE)) : "guest" + random.nextInt(GUESTS) + "@partner.example";
    }

    /** The members as the vendor tells of them. */
    static List<Map<String, @Nullable Object>> members() {
        List<Map<String, @Nullable Object>> members = new ArrayList<>();
        for (int i = 0; i < SIZE; i++) {
            Map<String, @Nullable Object> member = new LinkedHashMap<>();
            member.put("user_id", "U%09dX".formatted(i * 7_919L + 1));
            member.put("email", email(i));
            member.put("name", name(i));
            member.put("num_transcripts", i * 17);
            member.put("recent_transcript", null);
            member.put("recent_meeting", null);
            member.put("minutes_consumed", i * 411.5);
            member.put("is_admin", i == 0);
            member.put("integrations", i % 3 == 0 ? List.of("google", "zoom") : List.of());
            member.put("user_groups", i % 4 == 0
                    ? List.of(Map.of("id", "G1", "name", "Backend", "handle", "backend")) : List.of());
            members.add(member);
        }
        return List.copyOf(members);
    }
}
