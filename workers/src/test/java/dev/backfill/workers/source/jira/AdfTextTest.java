package dev.backfill.workers.source.jira;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

class AdfTextTest {

    /** Reads JSON as it is written in the tables below, without the double quotes. */
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_SINGLE_QUOTES, JsonReadFeature.ALLOW_UNQUOTED_PROPERTY_NAMES)
            .build();

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

    static Stream<Arguments> unknownNodes() {
        return Stream.of(
                arguments(node("future", "", p("a") + "," + p("b")) + "," + p("c"), "a\n\nb\n\nc"),
                arguments(node("future", "", text("a")) + "," + node("future", "", text("b")), "a\n\nb"),
                arguments(node("paragraph", "", text("a") + "," + node("future", "", text("b")) + "," + text("c")), "abc"),
                arguments(node("paragraph", "", text("a ") + ",{type:'future',text:'b'}," + node("future", "text:'c'", "")), "a bc"),
                arguments(node("bulletList", "", node("future", "", p("a")) + "," + item("b")), "  a\n- b"),
                arguments("{type:'future',marks:[" + link("https://x") + "],content:[" + text("a") + "]}", "a (https://x)"));
    }

    @ParameterizedTest
    @MethodSource("unknownNodes")
    void unknownNodeYieldsTheTextBelowIt(String content, String expected) {
        assertThat(read(content)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '#', quoteCharacter = '`', value = {
        "{} # ``",
        "{type:'doc'} # ``",
        "{type:'doc',content:null} # ``",
        "{type:'doc',content:5} # ``",
        "{type:'doc',content:'a'} # a",
        "{type:'doc',content:{type:'paragraph',content:{type:'text',text:'a'}}} # a",
        "{type:'doc',content:[null,true,5,'a',[{type:'text',text:'b'}]]} # `true\n\n5\n\na\n\nb`",
        "{type:'paragraph',content:[{type:'text',text:42}]} # 42",
        "{type:'paragraph',content:[{type:'text',text:{a:1}},{type:'text'},{type:'text',text:null}]} # ``",
        "{type:'paragraph',content:[{type:'text',text:'a',marks:'link'},{type:'text',text:'b',marks:[5,null,{}]}]} # ab",
        "{type:'paragraph',text:'a'} # a",
        "{type:['text'],content:[{type:'text',text:'a'}]} # a",
        "[{type:'paragraph',content:[{type:'text',text:'a'}]}] # a",
        "5 # 5",
        "{type:'doc',content:[{type:'heading',attrs:'x',content:[{type:'text',text:'a'}]}]} # `# a`",
        "{type:'doc',content:[{type:'listItem',content:[{type:'text',text:'a'}]}]} # - a",
        "{type:'doc',content:[{type:'tableCell',content:[{type:'text',text:'a'}]},{type:'tableRow',content:'b'}]} # `a\n\nb`",
        "{type:'doc',content:[{type:'text',text:'\\n a\\r\\nb \\n\\n'}]} # ` a\nb`",
    })
    void malformedShapeNeverFails(String json, String expected) {
        assertThat(AdfText.read(JSON.readTree(json))).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "paragraph", "heading", "caption", "rule", "codeBlock", "blockquote", "panel", "expand", "nestedExpand",
        "bulletList", "orderedList", "listItem", "taskList", "taskItem", "blockTaskItem", "decisionList", "decisionItem",
        "table", "tableRow", "tableHeader", "tableCell", "mediaSingle", "mediaGroup", "media", "blockCard", "embedCard",
        "layoutSection", "layoutColumn", "extension", "bodiedExtension", "syncBlock", "unheardOf",
        "text", "hardBreak", "mention", "emoji", "inlineCard", "date", "status", "mediaInline", "placeholder", "inlineExtension",
    })
    void nodeOfAnyTypeMayLackEverything(String type) {
        List<String> malformed = List.of("", ",attrs:null", ",attrs:[1],content:{}", ",attrs:{text:{},url:[],id:null},content:'',marks:{}");
        for (String fields : malformed) {
            String node = "{type:'" + type + "'" + fields + "}";
            assertThat(read(p("before") + "," + node + "," + p("after"))).as(node).startsWith("before").endsWith("after");
        }
    }

    @ParameterizedTest
    @Timeout(20)
    @ValueSource(strings = {"paragraph", "blockquote", "bulletList", "listItem", "panel", "tableRow", "codeBlock", "unheardOf"})
    void deepDocumentKeepsItsText(String type) {
        JsonNode nested = nested(type, 10_000, JSON.readTree(p("deep")));
        assertThat(AdfText.read(nested)).contains("deep").hasSizeLessThan(5_000);
    }

    @Test
    void belowTheDeepestLayoutLinesAndLinksAreKept() {
        JsonNode bottom = JSON.readTree(node("doc", "", p("a") + "," + node("paragraph", "", linked("b", "https://x") + "," + text("c"))));
        assertThat(AdfText.read(nested("unheardOf", 300, bottom))).isEqualTo("a\nb (https://x)c");
    }

    static Stream<Arguments> largeDocuments() {
        String newlines = text("a\\n".repeat(1_500_000));
        return Stream.of(
                arguments("many paragraphs", (p("a line of text") + ",").repeat(70_000) + p("end")),
                arguments("one long text", p("a".repeat(5_000_000))),
                arguments("many lines in code", node("codeBlock", "", newlines)),
                arguments(
                        "many links", node("paragraph", "", (linked("a", "https://x") + "," + linked("b",
                        "https://y") + ",").repeat(30_000) + text("end"))),
                arguments("many line breaks", node("paragraph", "", "{type:'hardBreak'},".repeat(250_000) + text("end"))));
    }

    @ParameterizedTest(name = "{0}")
    @Timeout(20)
    @MethodSource("largeDocuments")
    void largeDocumentTakesLinearTime(String description, String content) {
        JsonNode document = JSON.readTree("{type:'doc',content:[" + content + "]}");
        assertThat(AdfText.read(document)).doesNotEndWith("\n").hasSizeLessThan(6_000_000);
        assertThat(AdfText.read(nested("blockquote", 150, document))).startsWith("> > ").hasSizeLessThan(100_000_000);
    }

    @Test
    void realDocumentReadsAsWritten() throws Exception {
        Path file = Path.of("../../shared/data/jira/adf.json");
        assumeTrue(Files.exists(file) || System.getenv("CI") != null, "the vendor's example is not on this machine");
        assertThat(AdfText.read(JSON.readTree(Files.readString(file)))).isEqualTo("""
                # H1

                ## H2

                1. Some text
                2. Some more text

                > Blockquote text

                Inline Node https://antiklabs.atlassian.net/wiki/spaces/ANK/pages/124234/hello-world

                Implement epic browser

                [info]
                Panel paragraph

                @Person A

                [warning]
                Strong Paragraph 1

                Paragraph 2

                Bold Text

                Italic Text

                Prefix: Underlined Text

                Prefix: Inline Code Block

                Prefix: Strikethrough text

                Link (https://ankit.pl)

                - Prefix: Unordered list item 1
                  - Next
                    - Another
                      - New level
                - Unordered list item 2
                - Unordered list item 3

                1. Ordered list item 1
                2. Ordered list item 2
                3. Ordered list item 3
                  1. nested
                    1. second level
                      1. third level
                        1. fourth level

                Table Header 1 | Table Header 2 | Table Header 3
                Table row 1 column 1 | Table row 1 column 2 | Table row 1 column 3
                Table row 2 column 1 | Table row 2 column 2 | Table row 2 column 3

                ```go
                package main

                import (
                \t"fmt"
                )

                func main() {
                \tfmt.Println("Hello, World!")
                }
                ```

                Table Header 1 | Table Header 2 | Table Header 3 | Table Header 4 | Table Header 5
                Table row 1 column 1 | Table row 2 column 1 | Table row 3 column 1 | Table row 4 column 1 | Table row 5 column 1
                Table row 1 column 2 | Table row 2 column 2 | Table row 3 column 2 | Table row 4 column 2 | Table row 5 column 2
                Table row 1 column 2 | Table row 2 column 3 | Table row 3 column 3 | Table row 4 column 3 | Table row 5 column 3""");
    }

    private static String read(String content) {
        return AdfText.read(JSON.readTree("{type:'doc',version:1,content:[" + content + "]}"));
    }

    private static JsonNode nested(String type, int depth, JsonNode innermost) {
        JsonNode node = innermost;
        for (int level = 0; level < depth; level++) {
            ObjectNode outer = NODES.objectNode().put("type", type);
            outer.putArray("content").add(node);
            node = outer;
        }
        return node;
    }

    private static String node(String type, String attributes, String content) {
        return "{type:'" + type + "',attrs:{" + attributes + "},content:[" + content + "]}";
    }

    private static String p() {
        return node("paragraph", "", "");
    }

    private static String p(String text) {
        return node("paragraph", "", text(text));
    }

    private static String text(String text) {
        return "{type:'text',text:'" + text + "'}";
    }

    private static String linked(String text, String target) {
        return "{type:'text',text:'" + text + "',marks:[" + link(target) + "]}";
    }

    private static String link(String target) {
        return "{type:'link',attrs:{href:'" + target + "'}}";
    }

    private static String item(String text) {
        return node("listItem", "", p(text));
    }

    private static String task(String state, String text) {
        return node("taskItem", "state:'" + state + "'", text(text));
    }

    private static String media(String attributes) {
        return node("media", attributes, "");
    }

    private static String row(String... cells) {
        return node("tableRow", "", String.join(",", cells));
    }

    private static String cell(String content) {
        return node("tableCell", "", content);
    }
}
