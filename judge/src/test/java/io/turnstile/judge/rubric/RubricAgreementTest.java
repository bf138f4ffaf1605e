package io.turnstile.judge.rubric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.turnstile.judge.agreement.Confusion;
import io.turnstile.judge.agreement.LabelPair;
import io.turnstile.judge.agreement.LengthBaseline;
import io.turnstile.judge.golden.GoldenSet;
import io.turnstile.judge.golden.GoldenTurn;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * How far the rubric agrees with labels, to the figure: docs/judging.md quotes these, and a change of version must look
 * at them again.
 *
 * <p>Whoever wrote the golden set wrote the rubric's words, so that no half of it is independent of them, though only one
 * was looked at for tuning. What comes closest to an honest figure is {@code unseen.jsonl}: turns written after the last
 * change of the rubric and never used for one. {@code seen-once.jsonl} was as much, until a change was made for it.
 */
class RubricAgreementTest {

    private static final double ROUNDING = 0.0005;
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void onTheHalvesOfTheGoldenSet() {
        var golden = GoldenSet.shipped();

        assertThat(confusionOn(golden.those(turn -> !turn.isHeldOut())).kappa()).isCloseTo(0.743, within(ROUNDING));
        assertThat(confusionOn(golden.those(GoldenTurn::isHeldOut)).kappa()).isCloseTo(0.773, within(ROUNDING));
    }

    /** Nothing may be called better than chance here: its interval reaches below 0. */
    @Test
    void onTurnsThatItWasNotMadeFor() throws Exception {
        assertThat(confusionOn(turns("seen-once.jsonl")).kappa()).isCloseTo(0.600, within(ROUNDING));
        assertThat(confusionOn(turns("unseen.jsonl")).kappa()).isCloseTo(0.200, within(ROUNDING));
    }

    /** Single functions: the labels say whether weak models solved them, a proxy for the question. */
    @Test
    void onCodingPromptsItIsBetterThanChanceAndWorseThanLength() throws IOException {
        var examples = examples("coding_outcomes.jsonl");

        assertThat(confusionOfExamples(examples).kappa()).isCloseTo(0.119, within(ROUNDING));
        assertThat(length(examples).best().kappa()).isCloseTo(0.200, within(ROUNDING));
        assertThat(length(examples).confusion().kappa()).isCloseTo(0.197, within(ROUNDING));
    }

    /** General questions, most of which have nothing to do with code. */
    @Test
    void onGeneralQuestionsItTellsNothing() throws IOException {
        var examples = examples("mt_bench_turns.jsonl");

        assertThat(confusionOfExamples(examples).kappa()).isCloseTo(-0.013, within(ROUNDING));
        assertThat(length(examples).best().kappa()).isCloseTo(0.154, within(ROUNDING));
        assertThat(length(examples).confusion().kappa()).isCloseTo(-0.025, within(ROUNDING));
    }

    private static List<GoldenTurn> turns(String resource) throws URISyntaxException {
        var url = RubricAgreementTest.class.getResource(resource);
        return GoldenSet.read(Path.of(url.toURI())).turns();
    }

    private static Confusion confusionOn(List<GoldenTurn> turns) {
        return Confusion.of(turns.stream()
                .map(turn ->
                        new LabelPair(turn.label(), Rubric.assess(inputOf(turn)).label()))
                .toList());
    }

    private static RubricInput inputOf(GoldenTurn turn) {
        var history = turn.history().stream()
                .map(earlier -> new EarlierTurn(earlier.userText(), earlier.modelText()))
                .toList();
        return new RubricInput(turn.text(), turn.turnNumber(), history, turn.references());
    }

    private static Confusion confusionOfExamples(List<JsonNode> examples) {
        return Confusion.of(examples.stream()
                .map(example -> new LabelPair(
                        example.path("label").intValue(),
                        Rubric.assess(inputOf(example)).label()))
                .toList());
    }

    private static LengthBaseline length(List<JsonNode> examples) {
        return LengthBaseline.of(examples.stream()
                .map(example -> new LengthBaseline.Case(
                        example.path("text").asText().length(),
                        example.path("label").intValue()))
                .toList());
    }

    /** Those that have a label. */
    private static List<JsonNode> examples(String file) throws IOException {
        var path = Path.of(System.getProperty("turnstile.shared.data", ""), "judge-eval", file);
        assumeTrue(Files.isReadable(path), "the evaluation set " + file + " is not here");
        var examples = new ArrayList<JsonNode>();
        for (var line : Files.readAllLines(path)) {
            var example = JSON.readTree(line);
            if (example.path("label").isInt()) {
                examples.add(example);
            }
        }
        return examples;
    }

    private static RubricInput inputOf(JsonNode example) {
        List<EarlierTurn> history = new ArrayList<>();
        example.path("history").forEach(turn -> history.add(new EarlierTurn(turn.asText(), "")));
        return new RubricInput(
                example.path("text").asText(), example.path("turn_index").asInt(1), history, 0);
    }
}
