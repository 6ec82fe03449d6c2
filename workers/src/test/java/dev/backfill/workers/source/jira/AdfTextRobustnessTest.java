package dev.backfill.workers.source.jira;

import static dev.backfill.workers.source.jira.AdfNodes.JSON;
import static dev.backfill.workers.source.jira.AdfNodes.item;
import static dev.backfill.workers.source.jira.AdfNodes.link;
import static dev.backfill.workers.source.jira.AdfNodes.linked;
import static dev.backfill.workers.source.jira.AdfNodes.nested;
import static dev.backfill.workers.source.jira.AdfNodes.node;
import static dev.backfill.workers.source.jira.AdfNodes.p;
import static dev.backfill.workers.source.jira.AdfNodes.read;
import static dev.backfill.workers.source.jira.AdfNodes.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.backfill.simulator.shared.ReadsShared;
import dev.backfill.simulator.shared.Shared;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Documents that are unknown, malformed, deep or large, and a real one. */
class AdfTextRobustnessTest {
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
    @Timeout(60)
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
    @Timeout(60)
    @MethodSource("largeDocuments")
    void largeDocumentTakesLinearTime(String description, String content) {
        JsonNode document = JSON.readTree("{type:'doc',content:[" + content + "]}");
        assertThat(AdfText.read(document)).doesNotEndWith("\n").hasSizeLessThan(6_000_000);
        assertThat(AdfText.read(nested("blockquote", 150, document))).startsWith("> > ").hasSizeLessThan(100_000_000);
    }

    @Test
    @ReadsShared
    void realDocumentReadsAsWritten() throws Exception {
        assertThat(AdfText.read(JSON.readTree(Files.readString(Shared.data("jira/adf.json"))))).isEqualTo("""
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
}
