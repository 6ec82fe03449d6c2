package dev.backfill.simulator.tempo.generated;

import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** What people write into worklogs, and where they live. */
final class Texts {

    /** By author: with and without a change of the clock, south and north, with offsets of half and quarter hours. */
    static final List<ZoneId> ZONES = Stream.of("Asia/Shanghai", "Europe/Berlin", "America/New_York", "Asia/Kolkata",
            "Australia/Lord_Howe", "America/Sao_Paulo", "Pacific/Auckland", "Asia/Kathmandu", "UTC").map(ZoneId::of).toList();

    private static final List<String> DESCRIPTIONS = List.of("Working on issue", "修复登录页面的问题",
            "Besprechung mit Kunden – Größe klären", "コードレビュー", "إصلاح الأخطاء", "Pairing 👩‍💻 on the build",
            "line one\nline two\ttabbed", "C:\\temp \"quoted\" / slashed",
            "Встреча команды", "פגישה שבועית", "zero\u200Bwidth and com\u0301bined", "<b>bold</b> & <script>alert(1)</script>",
            "𝒎𝒂𝒕𝒉 outside the basic plane");

    private static final List<String> ACCOUNTS = List.of("ACME", "INTERNAL", "KUNDE-7", "客户-3", "");
    private static final List<String> TYPES = List.of("Development", "Meeting", "Support%20call", "Überstunden");

    private Texts() {}

    static String description(SplittableRandom random, int place) {
        return switch (random.nextInt(16)) {
            case 0, 1 -> "";
            case 2 -> " ";
            case 3 -> "Long story. ".repeat(1 + random.nextInt(400)) + place;
            default -> DESCRIPTIONS.get(random.nextInt(DESCRIPTIONS.size())) + " " + place;
        };
    }

    static Map<String, String> attributes(SplittableRandom random) {
        Map<String, String> attributes = new LinkedHashMap<>();
        int choice = random.nextInt(6);
        if (choice > 1) {
            attributes.put("_Account_", ACCOUNTS.get(random.nextInt(ACCOUNTS.size())));
        }
        if (choice > 3) {
            attributes.put("_WorkType_", TYPES.get(random.nextInt(TYPES.size())));
        }
        if (choice == 5) {
            attributes.put("_备注_", "\"说明\" " + random.nextInt(100));
            attributes.put("_Overtime_", Boolean.toString(random.nextBoolean()));
        }
        return attributes;
    }
}
