package io.turnstile.producers.generated;

import static org.assertj.core.api.Assertions.assertThat;

import io.turnstile.config.Settings;
import io.turnstile.producers.redaction.Redaction;
import io.turnstile.producers.redaction.RedactionConfiguration;
import io.turnstile.schema.TelemetryRow;
import io.turnstile.telemetry.RowView;
import io.turnstile.telemetry.TurnKey;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the generator says that redaction must leave, against what redaction leaves. They share no code. */
class PersonalDataTest {

    private static final Redaction REDACTION = Redaction.of(RedactionConfiguration.from(
            Settings.resolve(RedactionConfiguration.SETTINGS, Map.of(), Map.of(), Map.of())));

    @ParameterizedTest
    @EnumSource
    void everySentenceIsRedactedToWhatItsTruthSays(PersonalData kind) {
        List<PersonalData.Sentence> sentences = IntStream.range(0, 200)
                .mapToObj(seed -> kind.sentence(Draw.from(seed)))
                .toList();

        assertThat(sentences)
                .allSatisfy(sentence -> assertThat(
                                redacted(Map.of("messageText", sentence.sent())).get("messageText"))
                        .isEqualTo(sentence.redacted()));
    }

    @Test
    void theRowsOfATurnAreRedactedToWhatItsTruthSaysAlsoAcrossParts() {
        Generated generated = Generated.of(Map.of(
                "conversations", "80",
                "secret-share", "1",
                "very-long-text-share", "0.1",
                "missing-part-share", "0.5"));
        Map<String, Set<Map<String, String>>> rows = userRows(generated);
        List<TurnTruth> planted = generated.truth().conversations().stream()
                .flatMap(conversation -> conversation.turns().stream())
                .filter(turn -> turn.redactedText() != null)
                .toList();

        assertThat(planted)
                .hasSizeGreaterThan(200)
                .allSatisfy(turn -> assertThat(rows.get(turn.messageId()))
                        .isNotEmpty()
                        .allSatisfy(row -> {
                            assertThat(text(row)).isNotEqualTo(turn.redactedText());
                            assertThat(text(redacted(row))).isEqualTo(turn.redactedText());
                        }));
        assertThat(planted)
                .filteredOn(
                        turn -> rows.get(turn.messageId()).stream().anyMatch(row -> row.containsKey("messageText_02")))
                .isNotEmpty()
                .allSatisfy(turn -> {
                    String sent = text(rows.get(turn.messageId()).iterator().next());
                    assertThat(firstDifference(sent, turn.redactedText())).isLessThan(SplitText.PART_CHARACTERS);
                    assertThat(sent.length() - firstDifference(reversed(sent), reversed(turn.redactedText())))
                            .isGreaterThan(SplitText.PART_CHARACTERS);
                });
    }

    @Test
    void everyRowOfATurnCarriesTheSameText() {
        var texts = new HashMap<String, Set<String>>();
        userRows(Generated.of(Map.of("conversations", "40", "secret-share", "1")))
                .forEach((key, rows) -> rows.forEach(row ->
                        texts.computeIfAbsent(key, any -> new HashSet<>()).add(text(row))));

        assertThat(texts.values()).hasSizeGreaterThan(100).allMatch(ofTurn -> ofTurn.size() == 1);
    }

    @Test
    void nothingElseInGeneratedTextsIsTakenForPersonalData() {
        Generated generated = Generated.of(Map.of("conversations", "150", "secret-share", "0"));

        assertThat(userRows(generated).values())
                .hasSizeGreaterThan(500)
                .allSatisfy(rows -> assertThat(rows)
                        .allSatisfy(row -> assertThat(text(redacted(row))).isEqualTo(text(row))));
        assertThat(generated.truth().conversations())
                .flatExtracting(ConversationTruth::turns)
                .allMatch(turn -> turn.redactedText() == null);
    }

    @Test
    void whatIsPlantedChangesNothingElse() {
        Generated none = Generated.of(Map.of("conversations", "60", "secret-share", "0"));
        Generated all = Generated.of(Map.of("conversations", "60", "secret-share", "1"));

        assertThat(all.rows()).hasSameSizeAs(none.rows());
        assertThat(all.truth())
                .usingRecursiveComparison()
                .ignoringFieldsMatchingRegexes(".*redactedText")
                .isEqualTo(none.truth());
    }

    /** The properties of the user's rows by turn. */
    private static Map<String, Set<Map<String, String>>> userRows(Generated generated) {
        var rows = new HashMap<String, Set<Map<String, String>>>();
        for (TelemetryRow row : generated.rows()) {
            if ("user".equals(row.getProperties().get("source")) && text(row.getProperties()) != null) {
                String key =
                        TurnKey.of(new RowView(row.getProperties(), Map.of())).orElseThrow();
                rows.computeIfAbsent(key, any -> new HashSet<>()).add(row.getProperties());
            }
        }
        return rows;
    }

    private static Map<String, String> redacted(Map<String, String> properties) {
        return REDACTION.properties(properties).value();
    }

    private static String text(Map<String, String> properties) {
        return new RowView(properties, Map.of()).text("messageText").orElse(null);
    }

    private static int firstDifference(String one, String other) {
        return IntStream.range(0, Math.min(one.length(), other.length()))
                .filter(i -> one.charAt(i) != other.charAt(i))
                .findFirst()
                .orElseThrow();
    }

    private static String reversed(String text) {
        return new StringBuilder(text).reverse().toString();
    }
}
