package dev.backfill.simulator.jira.generated;

import dev.backfill.simulator.jira.site.Vocabulary;
import dev.backfill.simulator.jira.site.Vocabulary.Entry;
import java.util.List;

/** Words that generated sites are made of, in the languages that real ones hold. */
final class Words {

    static final List<Entry> STATUSES = List.of(new Entry("10000", "To Do"), new Entry("3", "In Progress"),
            new Entry("10001", "In Review"), new Entry("10068", "已完成"), new Entry("10002", "Done"));
    static final List<Entry> TYPES = List.of(new Entry("10001", "Story"), new Entry("10004", "Bug"),
            new Entry("10002", "Task"), new Entry("10000", "Epic"), new Entry("10003", "Sub-task"));
    static final List<String> PRIORITIES = List.of("Highest", "High", "Medium", "Low", "Lowest");
    static final List<String> LABELS = List.of("frontEnd", "Saas", "тест", "緊急", "needs-triage", "Q3", "🔥hot");

    static final List<String> SUMMARIES = List.of(
            "Export loses the last row of long tables", "四个排序图：测试/注释覆盖度、复用度、模块性",
            "Login fails after the session ran out", "ダッシュボードの読み込みが遅い", "תיקון כיוון הטקסט בדף הראשי",
            "Add a \"remember me\" box to the form", "Größe der Anhänge begrenzen", "🚀 Release train for the autumn",
            "إصلاح عرض التواريخ في التقارير", "Path C:\\temp\\new is read wrongly",
            "Zero\u200Bwidth and com\u0301bined marks",
            "Upgrade the build to the next long-term release");

    static final List<String> SENTENCES = List.of(
            "Steps to reproduce: open the page, wait for a minute, press the button twice.",
            "We agreed in the meeting that this has to be done before the next release.",
            "用户反馈：导出的报告缺少最后一列，需要尽快修复。", "Das passiert nur, wenn zwei Fenster offen sind – seltsam.",
            "The log says \"connection reset by peer\" & nothing else.", "再現手順は添付のとおりです。よろしくお願いします。",
            "يرجى مراجعة الملف المرفق قبل الاجتماع.", "👩‍👩‍👧 family emoji and 𝒎𝒂𝒕𝒉 letters outside the basic plane.",
            "שימו לב שהבעיה מופיעה רק בדפדפן אחד.", "Line one\tafter a tab; a back\\slash; a slash / too.",
            "It works on my machine, so it may be the cache.", "Спасибо, проверю завтра утром.");

    private Words() {}

    static Vocabulary statuses() {
        return new Vocabulary(STATUSES);
    }

    static Vocabulary types() {
        return new Vocabulary(TYPES);
    }
}
