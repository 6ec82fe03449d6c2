package dev.backfill.simulator.fireflies.generated;

import java.util.List;

/** What people say in meetings, by language. */
enum Phrases {
    ENGLISH(List.of("Weekly sync", "Roadmap review with sales", "1:1", "Post-mortem: \"the long Friday\"", "Interview – backend engineer"),
            List.of("Can everybody hear me?", "Let me share my screen for a moment.", "I think we should ship it on Thursday.",
                    "Who is going to own this?", "The numbers went up by 12% since March.", "Sorry, I was on mute.",
                    "Path is C:\\builds\\nightly, with a back\\slash.", "Okay, let's park that and move on.")),
    GERMAN(List.of("Wöchentliche Abstimmung", "Rückblick auf den Sprint"),
            List.of("Können wir das bitte noch einmal prüfen?", "Das müsste bis übermorgen fertig sein.",
                    "Die Größe der Datei ist das Problem.", "Ich schicke euch später die Unterlagen.")),
    CHINESE(List.of("周会：产品与研发", "客户需求讨论"),
            List.of("大家能听到我说话吗？", "这个问题下周之前必须解决。", "我们先看一下上个月的数据。", "好的，没有别的问题了。")),
    JAPANESE(List.of("定例ミーティング", "障害の振り返り"),
            List.of("それでは始めましょう。", "資料は後ほど共有します。", "来週までに確認しておきます。")),
    SPANISH(List.of("Reunión con el cliente", "Planificación del próximo año"),
            List.of("¿Alguien tiene alguna pregunta?", "Lo revisamos mañana por la mañana.", "¡Muy bien, sigamos!")),
    ARABIC(List.of("اجتماع الفريق الأسبوعي"),
            List.of("هل يمكننا البدء الآن؟", "سأرسل لكم التقرير غدًا.", "شكرًا للجميع على الحضور.")),
    RUSSIAN(List.of("Планёрка"),
            List.of("Давайте начнём с отчёта.", "Кто возьмёт эту задачу?", "Хорошо, договорились.")),
    PICTURES(List.of("🚀 Launch party planning 🎉"),
            List.of("👍🏽 sounds great!", "👩‍💻 is on it, e\u0301 combines, 𝒎𝒂𝒕𝒉 is outside the basic plane.", "Zero\u200Bwidth."));

    private final List<String> titles;
    private final List<String> sentences;

    Phrases(List<String> titles, List<String> sentences) {
        this.titles = titles;
        this.sentences = sentences;
    }

    List<String> titles() {
        return titles;
    }

    List<String> sentences() {
        return sentences;
    }
}
