package io.turnstile.producers.jsonl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.turnstile.producers.MalformedReason;
import io.turnstile.producers.SourceException;
import io.turnstile.producers.SourceItem;
import io.turnstile.schema.TelemetryRow;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonlSourceTest {

    private static final JsonlConfiguration CONFIGURATION = new JsonlConfiguration(1_000);

    @TempDir
    private Path folder;

    @Test
    void aRowOfTheStaffWorkspaceIsRead() {
        var row = row("""
                {"TimeGenerated":"2026-01-02T03:04:05.1234567Z","Name":"GitHub.copilot-chat/panel.request",\
                "Properties":{"requestId":"m1","turns":3,"flag":true,"list":[1, {"a":"b"}],"none":null},\
                "Measurements":{"turn":1,"round":"2","size":"big"}}""");

        assertThat(row.getEventName()).isEqualTo("GitHub.copilot-chat/panel.request");
        assertThat(row.getServerTimestamp()).isEqualTo(Instant.parse("2026-01-02T03:04:05.123Z"));
        assertThat(row.getClientTimestamp()).isNull();
        assertThat(row.getProperties())
                .isEqualTo(Map.of(
                        "requestId", "m1", "turns", "3", "flag", "true", "list", "[1,{\"a\":\"b\"}]", "size", "big"));
        assertThat(row.getMeasurements()).isEqualTo(Map.of("turn", 1.0, "round", 2.0));
        assertThat(row.getOrigin().getSource()).isEqualTo("jsonl");
        assertThat(row.getOrigin().getPlace()).isEqualTo("stdin:1");
    }

    @Test
    void aRowOfTheProductClusterIsReadWithoutTheColumnsThatTellWhoTheUserIs() {
        var row = row("""
                {"servertimestamp":"2026-01-02 03:04:05","CLIENTTIMESTAMP":1767323045000,"EventName":"github.copilot-chat/x",\
                "Properties":"{\\"messageid\\":\\"m1\\"}","Measures":"{\\"turnindex\\":1}",\
                "VSCodeSessionId":"s-1","DevDeviceId":"d-1","ExtensionVersion":"0.42"}""");

        assertThat(row.getServerTimestamp()).isEqualTo(Instant.parse("2026-01-02T03:04:05Z"));
        assertThat(row.getClientTimestamp()).isEqualTo(Instant.ofEpochMilli(1_767_323_045_000L));
        assertThat(row.getProperties()).isEqualTo(Map.of("messageid", "m1"));
        assertThat(row.getMeasurements()).isEqualTo(Map.of("turnindex", 1.0));
        assertThat(row.toString()).doesNotContain("s-1", "d-1", "0.42");
    }

    @Test
    void aPropertyKeepsTheDigitsOfItsNumber() {
        var row = row("{\"ClientTimestamp\":1767323045000,\"Name\":\"x\","
                + "\"Properties\":{\"a\":1.10,\"b\":12345678901234567890},\"Measurements\":\"\"}");

        assertThat(row.getProperties()).isEqualTo(Map.of("a", "1.10", "b", "12345678901234567890"));
    }

    @Test
    void aMeasurementThatIsNoNumberDoesNotReplaceTheProperty() {
        var row = row("{\"ClientTimestamp\":1767323045000,\"Name\":\"x\","
                + "\"Properties\":{\"a\":\"kept\"},\"Measurements\":{\"a\":\"NaN\",\"b\":\"1d\",\"c\":\"1e999\"}}");

        assertThat(row.getProperties()).isEqualTo(Map.of("a", "kept", "b", "1d", "c", "1e999"));
        assertThat(row.getMeasurements()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
            {"Name":"x",                                                                  | INVALID_JSON
            {"ClientTimestamp":1767323045000,"Name":"x"} {"Name":"y"}                     | INVALID_JSON
            ["x"]                                                                         | NOT_AN_OBJECT
            {"ClientTimestamp":1767323045000}                                             | NO_EVENT_NAME
            {"ClientTimestamp":1767323045000,"Name":" "}                                  | NO_EVENT_NAME
            {"Name":"x","TimeGenerated":null}                                             | NO_TIMESTAMP
            {"Name":"x","TimeGenerated":"yesterday"}                                      | INVALID_TIMESTAMP
            {"Name":"x","TimeGenerated":"0001-01-01T00:00:00Z"}                           | INVALID_TIMESTAMP
            {"Name":"x","TimeGenerated":99999999999999999}                                | INVALID_TIMESTAMP
            {"Name":"x","ClientTimestamp":1767323045000,"Properties":[1]}                 | INVALID_PROPERTIES
            {"Name":"x","ClientTimestamp":1767323045000,"Properties":"{cut"}              | INVALID_PROPERTIES
            {"Name":"x","ClientTimestamp":1767323045000,"Measures":7}                     | INVALID_MEASUREMENTS
            """)
    void aLineThatIsNoRowSaysWhy(String line, MalformedReason reason) {
        assertThat(items("\n" + line)).singleElement().isInstanceOfSatisfying(SourceItem.Malformed.class, malformed -> {
            assertThat(malformed.reason()).isEqualTo(reason);
            assertThat(malformed.source()).isEqualTo("jsonl");
            assertThat(malformed.place()).isEqualTo("stdin:2");
            assertThat(new String(malformed.bytes(), StandardCharsets.UTF_8)).isEqualTo(line);
        });
    }

    @Test
    void theDetailOfBrokenJsonHasItsColumnAndNoneOfItsText() {
        assertThat(items("{\"Name\": secret}"))
                .singleElement()
                .isInstanceOfSatisfying(
                        SourceItem.Malformed.class,
                        malformed -> assertThat(malformed.detail())
                                .contains("column")
                                .doesNotContain("secret"));
    }

    @Test
    void aLineOverTheBoundIsMalformedAndTheNextLineIsRead() {
        String longest = padded(1_000);
        var items = items(padded(1_001) + "\n" + longest + "\r\n");

        assertThat(items).hasSize(2);
        assertThat(items.get(0))
                .isInstanceOfSatisfying(
                        SourceItem.Malformed.class,
                        malformed -> assertThat(malformed.reason()).isEqualTo(MalformedReason.TOO_LONG));
        assertThat(items.get(1)).isInstanceOf(SourceItem.Malformed.class); // the CR makes it 1,001 bytes
        assertThat(items(longest)).singleElement().isInstanceOf(SourceItem.Row.class);
    }

    @Test
    void aByteOrderMarkAndBlankLinesAreNoRows() {
        assertThat(items("\uFEFF" + padded(100) + "\r\n \t\r\n\n" + padded(100) + "\n\n"))
                .hasSize(2)
                .allSatisfy(item -> assertThat(item).isInstanceOf(SourceItem.Row.class));
    }

    @Test
    void bytesThatAreNoUtf8AreMalformed() {
        byte[] bytes = "{\"ClientTimestamp\":1767323045000,\"Name\":\"\u00e9\"}".getBytes(StandardCharsets.ISO_8859_1);

        assertThat(items(JsonlSource.of(List.of("-"), new ByteArrayInputStream(bytes), CONFIGURATION)))
                .singleElement()
                .isInstanceOfSatisfying(SourceItem.Malformed.class, malformed -> {
                    assertThat(malformed.reason()).isEqualTo(MalformedReason.INVALID_JSON);
                    assertThat(malformed.bytes()).isEqualTo(bytes);
                });
    }

    @Test
    void aFolderIsReadInTheOrderOfNamesAndAFileWhateverItsName() throws IOException {
        Files.createDirectories(folder.resolve("b"));
        for (String name : List.of("c.json", "b/x.ndjson", "a.jsonl", "notes.txt")) {
            Files.writeString(folder.resolve(name), padded(100));
        }

        var places = List.of(folder.toString(), folder.resolve("notes.txt").toString());
        assertThat(items(JsonlSource.of(places, CONFIGURATION)))
                .map(item -> ((SourceItem.Row) item).row().getOrigin().getPlace())
                .containsExactly("a.jsonl:1", "b/x.ndjson:1", "c.json:1", "notes.txt:1");
    }

    @Test
    void aPlaceThatDoesNotExistIsNamed() {
        assertThatThrownBy(() -> JsonlSource.of(List.of("no-such-file.jsonl"), CONFIGURATION))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("no-such-file.jsonl");
    }

    /** A row of that many bytes. */
    private static String padded(int length) {
        String row = "{\"ClientTimestamp\":1767323045000,\"Name\":\"\"}";
        return row.substring(0, row.length() - 2) + "x".repeat(length - row.length()) + "\"}";
    }

    private static TelemetryRow row(String line) {
        var items = items(line);
        assertThat(items).singleElement().isInstanceOf(SourceItem.Row.class);
        return ((SourceItem.Row) items.get(0)).row();
    }

    private static List<SourceItem> items(String text) {
        var input = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
        return items(JsonlSource.of(List.of("-"), input, CONFIGURATION));
    }

    private static List<SourceItem> items(JsonlSource source) {
        try (source) {
            var items = new ArrayList<SourceItem>();
            source.items().forEachRemaining(items::add);
            return items;
        }
    }
}
