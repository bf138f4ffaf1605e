package io.turnstile.judge.answer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.turnstile.judge.prompt.PromptTexts;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerReaderTest {

    private static final AnswerReader READER =
            new AnswerReader(PromptTexts.current().schema(), Answers.CRITERIA, Answers.THRESHOLD);

    private static final String GOOD = Answers.text(4, 0.9, "NOVEL_LOGIC", "OPEN_GOAL");

    @Test
    void anAnswerOfTheFormIsAccepted() {
        var answer = ((Reading.Accepted) READER.read(GOOD)).answer();

        assertThat(answer.score()).isEqualTo(4);
        assertThat(answer.label()).isZero();
        assertThat(answer.confidence()).isEqualTo(0.9);
        assertThat(answer.criteriaMet()).containsExactly("NOVEL_LOGIC", "OPEN_GOAL");
        assertThat(answer.dimensions()).isEqualTo(new DimensionScores(4, 3, 1, 2));
        assertThat(answer.evidence()).containsExactly("it says so");
    }

    @Test
    void whiteSpaceAroundItIsAccepted() {
        assertThat(READER.read("\n " + GOOD + "\n")).isInstanceOf(Reading.Accepted.class);
    }

    @Test
    void proseAroundItIsRefused() {
        assertThat(faultOf("Here it is: " + GOOD)).isEqualTo(Fault.NOT_ONE_JSON_OBJECT);
        assertThat(faultOf(GOOD + " Good luck!")).isEqualTo(Fault.NOT_ONE_JSON_OBJECT);
        assertThat(faultOf("```json\n" + GOOD + "\n```")).isEqualTo(Fault.NOT_ONE_JSON_OBJECT);
        assertThat(faultOf(GOOD + GOOD)).isEqualTo(Fault.NOT_ONE_JSON_OBJECT);
    }

    @Test
    void aFieldThatStandsTwiceIsRefused() {
        String twice = GOOD.substring(0, GOOD.length() - 1) + ",\"label\":1}";

        assertThat(faultOf(twice)).isEqualTo(Fault.NOT_ONE_JSON_OBJECT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "1", "null", "[]", "\"{}\"", "{'label':1}", "{\"label\":NaN}", "{", "<label>1</label>"})
    void whatIsNoJsonObjectIsRefused(String text) {
        assertThat(faultOf(text)).isEqualTo(Fault.NOT_ONE_JSON_OBJECT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"evidence", "rationale", "criteria", "dimensions", "score", "confidence", "label"})
    void everyFieldIsRequired(String field) {
        assertThat(faultWith(answer -> answer.remove(field))).isEqualTo(Fault.NOT_THE_SCHEMA);
    }

    @Test
    void noFurtherFieldIsAllowed() {
        assertThat(faultWith(answer -> answer.put("note", "x"))).isEqualTo(Fault.NOT_THE_SCHEMA);
        assertThat(faultWith(answer -> ((ObjectNode) answer.get("dimensions")).put("style", 1)))
                .isEqualTo(Fault.NOT_THE_SCHEMA);
        assertThat(faultWith(answer -> ((ObjectNode) answer.get("criteria").get(0)).put("why", "x")))
                .isEqualTo(Fault.NOT_THE_SCHEMA);
    }

    @ParameterizedTest
    @CsvSource({"label,2", "label,-1", "label,0.0", "score,0", "score,6", "score,4.0", "score,1e0"})
    void onlyTheValuesOfTheSchemaAreAllowed(String field, String value) {
        String text = GOOD.replaceAll("\"" + field + "\":[0-9]+", "\"" + field + "\":" + value);

        assertThat(text).isNotEqualTo(GOOD);
        assertThat(faultOf(text)).isEqualTo(Fault.NOT_THE_SCHEMA);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"0\"", "false", "null", "[0,1]", "\"reasoning\""})
    void aLabelOfAnotherTypeIsRefused(String label) {
        assertThat(faultOf(GOOD.replace("\"label\":0", "\"label\":" + label))).isEqualTo(Fault.NOT_THE_SCHEMA);
    }

    @Test
    void theLabelStandsLast() {
        assertThat(faultWith(answer -> {
                    var score = answer.remove("score");
                    answer.set("score", score);
                }))
                .isEqualTo(Fault.FIELDS_OUT_OF_ORDER);
    }

    @ParameterizedTest
    @CsvSource({"1,0", "2,0", "3,1", "5,1"})
    void theLabelIsTheOneOfTheScore(int score, int label) {
        assertThat(faultWith(answer -> answer.put("score", score).put("label", label)))
                .isEqualTo(Fault.LABEL_DISAGREES_WITH_SCORE);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.49, 0, -1, 1.01, 90, 1e300})
    void theConfidenceIsBetweenAHalfAndOne(double confidence) {
        assertThat(faultWith(answer -> answer.put("confidence", confidence))).isEqualTo(Fault.CONFIDENCE_OUT_OF_RANGE);
    }

    @Test
    void everyCriterionIsAnsweredOnce() {
        assertThat(faultWith(answer -> answer.withArray("criteria").remove(3)))
                .isEqualTo(Fault.CRITERIA_NOT_ANSWERED_ONCE_EACH);
        assertThat(faultWith(answer -> ((ObjectNode) answer.get("criteria").get(0)).put("name", "OPEN_GOAL")))
                .isEqualTo(Fault.CRITERIA_NOT_ANSWERED_ONCE_EACH);
        assertThat(faultWith(answer -> answer.withArray("criteria")
                        .addObject()
                        .put("name", "OPEN_GOAL")
                        .put("met", true)))
                .isEqualTo(Fault.CRITERIA_NOT_ANSWERED_ONCE_EACH);
        assertThat(faultWith(answer -> ((ObjectNode) answer.get("criteria").get(0)).put("name", "KIND_USER")))
                .isEqualTo(Fault.NOT_THE_SCHEMA);
    }

    @Test
    void theTextsAreBounded() {
        assertThat(faultWith(answer -> answer.put("rationale", " "))).isEqualTo(Fault.NO_RATIONALE);
        assertThat(faultWith(answer -> answer.put("rationale", "x".repeat(4_001))))
                .isEqualTo(Fault.TEXT_TOO_LONG);
        assertThat(faultWith(answer -> answer.withArray("evidence").add("x".repeat(1_001))))
                .isEqualTo(Fault.TEXT_TOO_LONG);
        assertThat(faultOf(GOOD + " ".repeat(40_000))).isEqualTo(Fault.TOO_LARGE);
    }

    @Test
    void severalThreadsReadAtOnce() {
        var reader = new AnswerReader(PromptTexts.current().schema(), Answers.CRITERIA, Answers.THRESHOLD);

        assertThat(IntStream.range(0, 2_000).parallel().mapToObj(i -> reader.read(GOOD)))
                .allSatisfy(reading -> assertThat(reading).isInstanceOf(Reading.Accepted.class));
    }

    @Property(tries = 300)
    void noCharacterMayBeMissing(@ForAll @IntRange(max = 10_000) int place) {
        int at = place % GOOD.length();
        String cut = GOOD.substring(0, at);

        assertThat(READER.read(cut)).isInstanceOf(Reading.Refused.class);
    }

    @Property(tries = 300)
    void everyStringGetsAReading(@ForAll String text) {
        assertThat(READER.read(text)).isInstanceOf(Reading.Refused.class);
    }

    private static Fault faultWith(Consumer<ObjectNode> change) {
        var answer = Answers.json(4, 0.9);
        change.accept(answer);
        return faultOf(answer.toString());
    }

    private static Fault faultOf(String text) {
        return READER.read(text) instanceof Reading.Refused refused ? refused.fault() : null;
    }
}
