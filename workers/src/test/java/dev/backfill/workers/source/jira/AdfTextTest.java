package dev.backfill.workers.source.jira;

import static dev.backfill.workers.source.jira.AdfNodes.cell;
import static dev.backfill.workers.source.jira.AdfNodes.item;
import static dev.backfill.workers.source.jira.AdfNodes.link;
import static dev.backfill.workers.source.jira.AdfNodes.linked;
import static dev.backfill.workers.source.jira.AdfNodes.media;
import static dev.backfill.workers.source.jira.AdfNodes.node;
import static dev.backfill.workers.source.jira.AdfNodes.p;
import static dev.backfill.workers.source.jira.AdfNodes.read;
import static dev.backfill.workers.source.jira.AdfNodes.row;
import static dev.backfill.workers.source.jira.AdfNodes.task;
import static dev.backfill.workers.source.jira.AdfNodes.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.MissingNode;

class AdfTextTest {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    @Test
    void absentFieldHasNoText() {
        assertThat(AdfText.read(null)).isNull();
        assertThat(AdfText.read(NODES.nullNode())).isNull();
        assertThat(AdfText.read(MissingNode.getInstance())).isNull();
    }

    @Test
    void wikiMarkupOfVersion2IsReturnedAsItIs() {
        assertThat(AdfText.read(NODES.stringNode("h1. Title\r\n\r\n\r\n * a  "))).isEqualTo("h1. Title\r\n\r\n\r\n * a  ");
        assertThat(AdfText.read(NODES.stringNode(""))).isEmpty();
    }

    static Stream<Arguments> blocks() {
        return Stream.of(
                arguments(p("a") + "," + p("b"), "a\n\nb"),
                arguments(p("a") + "," + p() + "," + p() + "," + p("b"), "a\n\nb"),
                arguments(node("heading", "level:3", text("H")) + "," + p("a"), "### H\n\na"),
                arguments(node("heading", "level:99", text("H")), "###### H"),
                arguments(node("heading", "level:2", "") + "," + p("a"), "a"),
                arguments(node("codeBlock", "language:'go'", text("a  \\n\\n\\n\\tb\\n")) + "," + p("c"), "```go\na  \n\n\n\tb\n```\n\nc"),
                arguments(node("codeBlock", "", ""), "```\n```"),
                arguments(node("blockquote", "", p("a") + "," + p("b")) + "," + p("c"), "> a\n>\n> b\n\nc"),
                arguments(node("blockquote", "", p("a")) + "," + node("blockquote", "", p("b")), "> a\n\n> b"),
                arguments(node("blockquote", "", node("codeBlock", "", text("a\\n\\nb"))), "> ```\n> a\n>\n> b\n> ```"),
                arguments(node("panel", "panelType:'info'", p("a") + "," + p("b")), "[info]\na\n\nb"),
                arguments(node("panel", "", p("a")), "a"),
                arguments(p("a") + ",{type:'rule'}," + p("b"), "a\n\n---\n\nb"),
                arguments(node("expand", "title:'More'", p("a")), "More\na"),
                arguments(node("nestedExpand", "title:''", p("a")), "a"),
                arguments(
                        node("mediaSingle", "", media("alt:'cat.png',id:'7'") + "," + node("caption", "", text("A cat"))),
                        "[cat.png]\nA cat"),
                arguments(
                        node("mediaGroup", "", media("id:'7'") + "," + media("type:'external',url:'https://x/y.png'")) + "," + p("a"),
                        "[7]\n[https://x/y.png]\n\na"),
                arguments(node("mediaSingle", "", "{type:'media',attrs:{alt:'a'},marks:[" + link("https://x") + "]}"), "[a] (https://x)"),
                arguments("{type:'mediaSingle',marks:[" + link("https://x") + "],content:[" + media("alt:'a'") + "]}", "[a] (https://x)"),
                arguments(
                        node("layoutSection", "", node("layoutColumn", "width:50", p("a")) + "," + node("layoutColumn", "", p("b"))),
                        "a\n\nb"),
                arguments(
                        node("blockCard", "url:'https://x'", "") + "," + node("embedCard", "url:'https://y',layout:'wide'", ""),
                        "https://x\n\nhttps://y"),
                arguments(node("blockCard", "data:{name:'Page',url:'https://x'}", ""), "https://x"),
                arguments(node("extension", "extensionKey:'toc',text:'Contents'", ""), "Contents"),
                arguments(node("extension", "parameters:{macroParams:{title:{value:'Chart'}}}", ""), "Chart"),
                arguments(node("extension", "extensionKey:'toc'", ""), ""),
                arguments(node("bodiedExtension", "parameters:{title:'T'}", p("a")), "T\na"),
                arguments(node("syncBlock", "resourceId:'1'", p("a")), "a"));
    }

    @ParameterizedTest
    @MethodSource("blocks")
    void block(String content, String expected) {
        assertThat(read(content)).isEqualTo(expected);
    }

    static Stream<Arguments> lists() {
        String nested = node("bulletList", "", node("listItem", "", p("b")));
        return Stream.of(
                arguments(node("bulletList", "", item("a") + "," + item("b")) + "," + p("c"), "- a\n- b\n\nc"),
                arguments(node("bulletList", "", node("listItem", "", p("a") + "," + nested) + "," + item("c")), "- a\n  - b\n- c"),
                arguments(node("bulletList", "", node("listItem", "", nested)), "- - b"),
                arguments(node("bulletList", "", node("listItem", "", p("a\\nb") + "," + p("c"))), "- a\n  b\n  c"),
                arguments(node("bulletList", "", node("listItem", "", "") + "," + item("a")), "-\n- a"),
                arguments(node("bulletList", "", node("listItem", "", p() + "," + node("heading", "", "") + "," + p("a"))), "- a"),
                arguments(node("bulletList", "", node("listItem", "", node("blockquote", "", p("a") + "," + p("b")))), "- > a\n  > b"),
                arguments(
                        node("bulletList", "", node("listItem", "", node("heading", "level:2", text("H")) + "," + p("a"))),
                        "- ## H\n  a"),
                arguments(
                        node("bulletList", "", node("listItem", "", p("a") + "," + node("codeBlock", "", text("x\\n\\ny")))),
                        "- a\n  ```\n  x\n\n  y\n  ```"),
                arguments(node("blockquote", "", node("bulletList", "", item("a") + "," + item("b"))), "> - a\n> - b"),
                arguments(node("orderedList", "", item("a") + "," + item("b")), "1. a\n2. b"),
                arguments(
                        node("orderedList", "order:9", node("listItem", "", p("a") + "," + nested) + "," + item("c")),
                        "9. a\n  - b\n10. c"),
                arguments(node("orderedList", "order:'x'", item("a")), "1. a"),
                arguments(
                        node("taskList", "", task("TODO", "a") + "," + node("taskList", "", task("DONE", "b")) + "," + task("DONE", "c")),
                        "[ ] a\n  [x] b\n[x] c"),
                arguments(node("taskList", "", node("blockTaskItem", "state:'DONE'", p("a"))), "[x] a"),
                arguments(node("decisionList", "", node("decisionItem", "state:'DECIDED'", text("a"))) + "," + p("b"), "<> a\n\nb"));
    }

    @ParameterizedTest
    @MethodSource("lists")
    void list(String content, String expected) {
        assertThat(read(content)).isEqualTo(expected);
    }

    static Stream<Arguments> tables() {
        String list = node("bulletList", "", item("a") + "," + item("b"));
        return Stream.of(
                arguments(row(cell(p("a")), cell(p("b"))) + "," + row(cell(p("c")), cell(p("d"))), "a | b\nc | d"),
                arguments(row(cell(p("a\\nb") + "," + p("c")), cell(p("d"))), "a b c | d"),
                arguments(row(cell(""), cell(p("a")), cell("")) + "," + row(cell(p("b"))), " | a |\nb"),
                arguments(row(cell("")) + "," + row(cell("")) + "," + row(cell(p("a"))), "a"),
                arguments(row(cell(list), cell(list)), "- a - b | - a - b"),
                arguments(row(cell(node("blockquote", "", p("a") + "," + p("b"))), cell(p("c"))), "> a b | c"),
                arguments(row(cell(node("codeBlock", "", text("a\\n\\n\\nb"))), cell(p("c"))), "``` a b ``` | c"),
                arguments(
                        row(cell(node("table", "", row(cell(p("a")), cell(p("b"))) + "," + row(cell(p("c"))))), cell(p("d"))),
                        "a | b c | d"));
    }

    @ParameterizedTest
    @MethodSource("tables")
    void table(String rows, String expected) {
        String table = node("table", "", rows);
        assertThat(read(table)).isEqualTo(expected);
        assertThat(read(p("x") + "," + table + "," + p("y"))).isEqualTo("x\n\n" + expected + "\n\ny");
        assertThat(read(node("blockquote", "", p("x") + "," + table + "," + p("y"))))
                .isEqualTo("> x\n>\n> " + expected.replace("\n", "\n> ") + "\n>\n> y");
    }

    static Stream<Arguments> inlineNodes() {
        return Stream.of(
                arguments(text("a") + ",{type:'hardBreak'}," + text("b"), "a\nb"),
                arguments(text("a ") + ",{type:'hardBreak'},{type:'hardBreak'},{type:'hardBreak'}," + text("b"), "a\n\nb"),
                arguments(text("a") + ",{type:'hardBreak',attrs:{text:'\\n'}}", "a"),
                arguments(node("mention", "id:'1',text:'@Ann'", "") + "," + text(" hi"), "@Ann hi"),
                arguments(node("mention", "id:'1',text:'Ann'", ""), "@Ann"),
                arguments(node("mention", "id:'1',text:''", ""), "@1"),
                arguments(node("emoji", "shortName:':smile:',text:'😄'", ""), "😄"),
                arguments(node("emoji", "shortName:':team:'", ""), ":team:"),
                arguments(node("inlineCard", "url:'https://x'", ""), "https://x"),
                arguments(node("inlineCard", "data:{name:'Page',url:'https://x'}", ""), "https://x"),
                arguments(node("inlineCard", "data:{name:'Page'}", ""), "Page"),
                arguments(text("see") + "," + node("inlineCard", "url:'https://x/'", "") + "," + text("now"), "see https://x/ now"),
                arguments(text("(") + "," + node("inlineCard", "url:'https://x'", "") + "," + text(")."), "(https://x)."),
                arguments(node("status", "text:'DONE',color:'green'", ""), "[DONE]"),
                arguments(node("placeholder", "text:'Type here'", ""), "Type here"),
                arguments(node("mediaInline", "id:'7',type:'file'", ""), "[7]"),
                arguments(node("mediaInline", "id:'7',alt:'a.pdf'", ""), "[a.pdf]"),
                arguments(node("inlineExtension", "extensionKey:'k',text:'a'", ""), "a"),
                arguments(text("a") + "," + node("inlineExtension", "extensionKey:'k',parameters:{title:'b'}", ""), "ab"));
    }

    @ParameterizedTest
    @MethodSource("inlineNodes")
    void inlineNode(String content, String expected) {
        assertThat(read(node("paragraph", "", content))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "'1704153600000', 2024-01-02",
        "1704153600000, 2024-01-02",
        "'1704239999999', 2024-01-02",
        "'0', 1970-01-01",
        "'-86400000', 1969-12-31",
        "'1704153601', 1704153601",
        "'999999999999999', 999999999999999",
        "'99999999999999999999', 99999999999999999999",
        "'2024-01-02', 2024-01-02",
        "'soon', soon",
        "{}, ''",
    })
    void date(String timestamp, String expected) {
        String json = timestamp.matches("\\d{13}|\\{}") ? timestamp : "'" + timestamp + "'";
        assertThat(read(node("paragraph", "", node("date", "timestamp:" + json, "")))).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "strong", "em", "code", "strike", "underline", "textColor", "backgroundColor", "subsup", "border", "annotation",
        "alignment", "indentation", "breakout", "dataConsumer", "fragment", "unheardOf",
    })
    void markLosesNoText(String mark) {
        String marks = "marks:[{type:'" + mark + "',attrs:{level:1,color:'#fff'}}]";
        String content = text("a") + ",{type:'text',text:'b'," + marks + "}," + text("c");
        assertThat(read("{type:'paragraph',content:[" + content + "]," + marks + "}")).isEqualTo("abc");
    }

    static Stream<Arguments> links() {
        return Stream.of(
                arguments(linked("a", "https://x") + "," + text(" b"), "a (https://x) b"),
                arguments(linked("https://x", "https://x"), "https://x"),
                arguments(linked("", "https://x"), "https://x"),
                arguments(linked("a ", "https://x") + "," + text("b"), "a (https://x) b"),
                arguments(linked("a", "https://x") + "," + linked("b", "https://x"), "ab (https://x)"),
                arguments(linked("https:", "https://x") + "," + linked("//x", "https://x"), "https://x"),
                arguments(linked("a", "https://x") + "," + linked("b", "https://y"), "a (https://x)b (https://y)"),
                arguments(linked("a", "https://x") + ",{type:'hardBreak'}," + text("b"), "a (https://x)\nb"),
                arguments("{type:'text',text:'a',marks:[{type:'strong'}," + link("https://x") + "]}", "a (https://x)"),
                arguments("{type:'text',text:'a',marks:[{type:'link'}]}", "a"),
                arguments("{type:'mediaInline',attrs:{alt:'a'},marks:[" + link("https://x") + "]}", "[a] (https://x)"));
    }

    @ParameterizedTest
    @MethodSource("links")
    void linkKeepsItsTarget(String content, String expected) {
        assertThat(read(node("paragraph", "", content))).isEqualTo(expected);
        assertThat(read(node("bulletList", "", node("listItem", "", node("paragraph", "", content)))))
                .isEqualTo("- " + expected.replace("\n", "\n  "));
    }
}
