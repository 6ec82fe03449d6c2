package dev.backfill.gateway.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialects;
import dev.backfill.gateway.HttpCalls;
import dev.backfill.gateway.HttpCalls.Answer;
import dev.backfill.gateway.RunningGateway;
import dev.backfill.gateway.SharedGateway;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** The document is complete, consistent with itself, and the committed copy of it is its equal. */
@ExtendWith(SharedGateway.class)
class OpenApiTest {
    private static final Path COPY = Path.of("..", "docs", "openapi.json");
    private static final String REGENERATE = "docs.regenerate";

    private HttpCalls stranger;
    private JsonNode document;
    private List<DocumentedOperation> operations;

    @BeforeEach
    void fetch(RunningGateway gateway) {
        stranger = new HttpCalls(gateway.port());
        document = stranger.get("/openapi").body();
        operations = DocumentedOperation.all(document);
    }

    @Test
    void documentIsOpenToEveryone_andTellsNoAddress() {
        Answer json = stranger.get("/openapi");

        assertThat(json.status()).isEqualTo(200);
        assertThat(json.header("Content-Type")).isEqualTo("application/json");
        assertThat(json.body().path("openapi").asString()).startsWith("3.1.");
        assertThat(json.body().path("servers").toString()).isEqualTo("[{\"url\":\"/\"}]");
        assertThat(json.body().toString()).doesNotContain("127.0.0.1", "localhost", "dev.backfill", "{@");
    }

    /** Regenerate it by: mvn -pl gateway -am test -Dtest=OpenApiTest -Ddocs.regenerate=true */
    @Test
    void committedCopy_isTheDocument() throws IOException {
        String now = document.toPrettyString() + "\n";
        if (Boolean.getBoolean(REGENERATE)) {
            Files.writeString(COPY, now);
        }
        assertThat(COPY).content()
                .as("docs/openapi.json differs; make it anew: mvn -pl gateway -am test -Dtest=OpenApiTest -D%s=true", REGENERATE)
                .isEqualTo(now);
    }

    @Test
    void everyExample_isValidByItsSchema() {
        SchemaRegistry registry = SchemaRegistry.withDefaultDialect(
                Dialects.getDraft202012(),
                builder -> builder.schemaRegistryConfig(SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build())
                        .schemas(Map.of("urn:openapi", document.toString())));
        List<DocumentedOperation.Example> examples = new ArrayList<>(DocumentedOperation.sharedExamples(document));
        operations.forEach(operation -> examples.addAll(operation.examples()));
        assertThat(examples).hasSizeGreaterThan(30);
        for (DocumentedOperation.Example example : examples) {
            Schema schema = registry.getSchema(SchemaLocation.of("urn:openapi#" + example.schema()));
            assertThat(schema.validate(example.value().toString(), InputFormat.JSON)).as(example.schema()).isEmpty();
            assertThat(schema.validate("{\"status\": \"none\"}", InputFormat.JSON)).as(example.schema()).isNotEmpty();
        }
    }

    @Test
    void everyOperation_isComplete() {
        for (DocumentedOperation operation : operations) {
            assertThat(operation.missing()).as(operation.id()).isEmpty();
        }
        assertThat(operations).extracting(DocumentedOperation::id).doesNotHaveDuplicates().contains("startJiraBackfill", "listBackfills");
    }

    @Test
    void everyReference_leadsSomewhere_andEveryComponentIsUsed() {
        Set<String> used = new TreeSet<>();
        document.findValuesAsString("$ref").forEach(used::add);
        Set<String> present = new TreeSet<>();
        document.path("components").properties().forEach(kind -> {
            if (!kind.getKey().equals("securitySchemes")) {
                kind.getValue().propertyNames().forEach(name -> present.add("#/components/" + kind.getKey() + "/" + name));
            }
        });
        assertThat(present).isEqualTo(used);
    }
}
