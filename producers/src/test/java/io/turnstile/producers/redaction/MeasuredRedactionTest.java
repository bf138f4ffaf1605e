package io.turnstile.producers.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.turnstile.producers.redaction.LabelledTexts.Labelled;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How much of the labelled set is found, and how much is found that is none. The figures go into the documentation. */
class MeasuredRedactionTest {

    private static final double LEAST_PRECISION = 0.95;
    private static final double LEAST_RECALL = 0.95;
    private static final Path REPORT = Path.of("target", "redaction.json");
    private static final Path DOCUMENT = Path.of("..", "docs", "redaction.md");

    private static final List<Labelled> TEXTS = LabelledTexts.all();
    private static final Map<RedactionType, Score> SCORES = new EnumMap<>(RedactionType.class);
    private static final List<String> MISTAKES = new ArrayList<>();

    /** Counts of one type; a place counts as found where something of its type overlaps it. */
    private static final class Score {
        int labelled;
        int found;
        int missed;
        int wrong;

        double precision() {
            return ratio(found, found + wrong);
        }

        double recall() {
            return ratio(found, found + missed);
        }

        private static double ratio(int part, int whole) {
            return whole == 0 ? 0 : (double) part / whole;
        }
    }

    @BeforeAll
    static void measure() throws IOException {
        var redactor = new TextRedactor(EnumSet.allOf(RedactionType.class));
        for (RedactionType type : RedactionType.values()) {
            SCORES.put(type, new Score());
        }
        TEXTS.forEach(text -> compare(text, redactor.find(text.text(), Set.of())));
        Files.createDirectories(REPORT.getParent());
        Files.writeString(REPORT.resolveSibling("redaction.md"), table());
        new ObjectMapper().writerWithDefaultPrettyPrinter().writeValue(REPORT.toFile(), report());
    }

    @Test
    void theSetHasFortyTextsOfEachTypeAndFortyThatOnlyLookLikeIt() {
        for (RedactionType type : RedactionType.values()) {
            List<Labelled> about = TEXTS.stream()
                    .filter(text -> text.file().equals(type.configurationName()))
                    .toList();
            assertThat(about)
                    .as(type + " to be found")
                    .filteredOn(text -> has(text, type))
                    .hasSizeGreaterThanOrEqualTo(40);
            assertThat(about)
                    .as(type + " not to be found")
                    .filteredOn(text -> !has(text, type))
                    .hasSizeGreaterThanOrEqualTo(39);
        }
    }

    @ParameterizedTest
    @EnumSource
    void precisionAndRecallAreAboveTheirFloors(RedactionType type) {
        Score score = SCORES.get(type);

        assertThat(score.precision()).as("precision; " + mistakes(type)).isGreaterThanOrEqualTo(LEAST_PRECISION);
        assertThat(score.recall()).as("recall; " + mistakes(type)).isGreaterThanOrEqualTo(LEAST_RECALL);
    }

    @Test
    void theDocumentationHasTheseFigures() throws IOException {
        assertThat(Files.readString(DOCUMENT))
                .as("docs/redaction.md is not current: put this table between its markers")
                .contains(table());
    }

    /** A place where the redacted text still has what was labelled is missed, whatever overlaps it. */
    @Test
    void nothingThatIsFoundIsLeftInPart() {
        var redactor = new TextRedactor(EnumSet.allOf(RedactionType.class));
        var left = new ArrayList<String>();
        for (Labelled text : TEXTS) {
            List<Span> found = redactor.find(text.text(), Set.of());
            for (Span wanted : text.spans()) {
                found.stream()
                        .filter(span -> span.type() == wanted.type() && overlap(span, wanted))
                        .filter(span -> span.start() > wanted.start() || span.end() < wanted.end())
                        .forEach(span -> left.add(
                                shown(wanted, text) + " only " + text.text().substring(span.start(), span.end())));
            }
        }
        assertThat(left).isEmpty();
    }

    private static void compare(Labelled text, List<Span> found) {
        for (Span wanted : text.spans()) {
            Score score = SCORES.get(wanted.type());
            score.labelled++;
            if (found.stream().anyMatch(span -> span.type() == wanted.type() && overlap(span, wanted))) {
                score.found++;
            } else {
                score.missed++;
                MISTAKES.add(wanted.type() + " missed " + shown(wanted, text));
            }
        }
        for (Span span : found) {
            if (text.spans().stream().noneMatch(wanted -> wanted.type() == span.type() && overlap(span, wanted))) {
                SCORES.get(span.type()).wrong++;
                MISTAKES.add(span.type() + " wrong " + shown(span, text));
            }
        }
    }

    private static boolean overlap(Span a, Span b) {
        return a.start() < b.end() && b.start() < a.end();
    }

    private static boolean has(Labelled text, RedactionType type) {
        return text.spans().stream().anyMatch(span -> span.type() == type);
    }

    private static String shown(Span span, Labelled text) {
        return "'" + text.text().substring(span.start(), span.end()) + "' in: " + text.text();
    }

    private static String mistakes(RedactionType type) {
        return MISTAKES.stream()
                .filter(mistake -> mistake.startsWith(type + " "))
                .collect(Collectors.joining("\n"));
    }

    private static Map<String, Object> report() {
        var report = new LinkedHashMap<String, Object>();
        report.put("texts", TEXTS.size());
        SCORES.forEach((type, score) -> report.put(
                type.configurationName(),
                Map.of(
                        "labelled", score.labelled,
                        "found", score.found,
                        "wrong", score.wrong,
                        "precision", score.precision(),
                        "recall", score.recall())));
        report.put("mistakes", MISTAKES);
        return report;
    }

    private static String table() {
        var table = new StringBuilder(
                "| type | labelled | found | wrongly found | precision | recall |\n|---|---|---|---|---|---|\n");
        SCORES.forEach((type, score) -> table.append(String.format(
                Locale.ROOT,
                "| %s | %d | %d | %d | %.3f | %.3f |\n",
                type.configurationName(),
                score.labelled,
                score.found,
                score.wrong,
                score.precision(),
                score.recall())));
        return table.toString();
    }
}
