package io.turnstile.judge.rubric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * How far the rubric agrees with labels that say whether weak models succeeded: a proxy for the question, on prompts that
 * are not agent turns. Little agreement is expected; these are bounds under which the rubric would be broken, and a
 * change of version must look at the figures again. The sets were known when the words were chosen, so the figures are no
 * independent measure.
 */
class RubricAgreementTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void onCodingPromptsTheRubricIsNoWorseThanChance() throws IOException {
        var confusion = confusionOn("coding_outcomes.jsonl");

        assertThat(confusion.kappa()).as(confusion.toString()).isPositive();
    }

    @Test
    void onSingleFunctionsItCallsForReasoningSeldom() throws IOException {
        var confusion = confusionOn("coding_outcomes.jsonl");

        assertThat(confusion.reasoningShare()).as(confusion.toString()).isBetween(0.01, 0.25);
    }

    @Test
    void onGeneralQuestionsItGivesBothLabels() throws IOException {
        var confusion = confusionOn("mt_bench_turns.jsonl");

        assertThat(confusion.reasoningShare()).as(confusion.toString()).isBetween(0.2, 0.6);
    }

    private static Confusion confusionOn(String file) throws IOException {
        var path = Path.of(System.getProperty("turnstile.shared.data", ""), "judge-eval", file);
        assumeTrue(Files.isReadable(path), "the evaluation set " + file + " is not here");
        var confusion = new Confusion(0, 0, 0, 0);
        for (var line : Files.readAllLines(path)) {
            var example = JSON.readTree(line);
            if (example.path("label").isInt()) {
                int judged = Rubric.assess(inputOf(example)).label();
                confusion = confusion.plus(example.path("label").intValue(), judged);
            }
        }
        return confusion;
    }

    private static RubricInput inputOf(JsonNode example) {
        List<EarlierTurn> history = new ArrayList<>();
        example.path("history").forEach(turn -> history.add(new EarlierTurn(turn.asText(), "")));
        return new RubricInput(
                example.path("text").asText(), example.path("turn_index").asInt(1), history, 0);
    }

    /** How often which label was judged which; the first digit is the set's label. */
    private record Confusion(int zeroZero, int zeroOne, int oneZero, int oneOne) {

        Confusion plus(int label, int judged) {
            return new Confusion(
                    zeroZero + (label == 0 && judged == 0 ? 1 : 0),
                    zeroOne + (label == 0 && judged == 1 ? 1 : 0),
                    oneZero + (label == 1 && judged == 0 ? 1 : 0),
                    oneOne + (label == 1 && judged == 1 ? 1 : 0));
        }

        double total() {
            return zeroZero + zeroOne + oneZero + oneOne;
        }

        double reasoningShare() {
            return (zeroZero + oneZero) / total();
        }

        /** Cohen's kappa: agreement beyond chance; 0 for whoever always gives one label. */
        double kappa() {
            double observed = (zeroZero + oneOne) / total();
            double zeros = (zeroZero + zeroOne) / total();
            double byChance = zeros * reasoningShare() + (1 - zeros) * (1 - reasoningShare());
            return (observed - byChance) / (1 - byChance);
        }
    }
}
