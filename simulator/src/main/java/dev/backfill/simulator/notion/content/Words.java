package dev.backfill.simulator.notion.content;

import java.util.List;

/** Words that generated pages are made of, in the languages that real ones hold. */
final class Words {

    static final List<String> TITLES = List.of("Meeting notes", "四半期の計画", "Onboarding für neue Leute", "产品路线图",
            "Incident review: \"the long Friday\"", "פגישת צוות שבועית", "Рабочие заметки", "🚀 Launch checklist",
            "خطة المشروع", "C:\\shared\\how we work", "Zero\u200Bwidth and com\u0301bined", "Décisions & compromis");

    static final List<String> SENTENCES = List.of(
            "We agreed to look at this again once the numbers are in.",
            "用户访谈的结论：导出功能需要尽快改进。", "Das betrifft nur die alte Oberfläche – die neue nicht.",
            "The second line\nfollows a line break, and a tab\tcomes too.", "詳細は添付のとおりです。よろしくお願いします。",
            "يرجى المراجعة قبل الاجتماع القادم.", "👩‍👩‍👧 family emoji and 𝒎𝒂𝒕𝒉 letters outside the basic plane.",
            "שימו לב: הקישור נמצא בתחתית הדף.", "Quotes \"inside\" & a back\\slash / a slash.", "Спасибо, проверю завтра.");

    static final List<String> PEOPLE = List.of("Rankin Zheng", "张丹", "Zoë Müller", "Ngô Bảo Châu", "محمد علي",
            "Ольга Петрова", "José García", "דנה כהן", "山田 太郎", "Ada O'Neill");

    static final List<String> TAGS = List.of("design", "тест", "緊急", "Größe", "needs review", "🔥hot", "customer", "q3");
    static final List<String> STATUSES = List.of("Not started", "In progress", "进行中", "Done");
    static final List<String> COLORS = List.of("default", "gray", "brown", "orange", "yellow", "green", "blue", "purple", "pink", "red");

    private Words() {}

    static String of(List<String> words, long index) {
        return words.get((int) Math.floorMod(index, (long) words.size()));
    }
}
