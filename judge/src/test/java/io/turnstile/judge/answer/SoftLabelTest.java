package io.turnstile.judge.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.turnstile.judge.model.ChatAnswer;
import io.turnstile.judge.model.TokenChoice;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SoftLabelTest {

    private static final Map<String, Double> ZERO_IS_LIKELIER =
            Map.of("0", Math.log(0.6), "1", Math.log(0.2), "2", Math.log(0.1));

    @Test
    void itIsTheShareOfLabelOneAtTheLabelsPlace() {
        var answer = answer(
                plain("{\"score\":"), plain("4"), plain(",\"label\":"), choice("0", ZERO_IS_LIKELIER), plain("}"));

        assertThat(SoftLabel.of(answer).orElseThrow()).isCloseTo(0.25, within(1e-9));
    }

    @Test
    void theTokenMayHoldWhatStandsAroundTheLabel() {
        var choices = Map.of(":1}", Math.log(0.3), ":0}", Math.log(0.1), ":10", Math.log(0.5), ":", Math.log(0.1));
        var answer = answer(plain("{\"score\":1,\"label\""), choice(":1}", choices), plain("\n"));

        assertThat(SoftLabel.of(answer).orElseThrow()).isCloseTo(0.75, within(1e-9));
    }

    @Test
    void tokensBeforeTheLabelNeedNotFit() {
        var tokens = List.of(plain("\ufffd"), choice("1", Map.of("1", 0.0)), plain("}"));

        assertThat(SoftLabel.of(new ChatAnswer("{\"é\":1}", 0, 0, tokens))).hasValue(1);
    }

    @Test
    void withoutTokensThereIsNone() {
        assertThat(SoftLabel.of(new ChatAnswer("{\"label\":1}", 0, 0, List.of())))
                .isEmpty();
    }

    @Test
    void withTokensOfAnotherTextThereIsNone() {
        var tokens = List.of(choice("1", Map.of("1", 0.0)), plain("]"));

        assertThat(SoftLabel.of(new ChatAnswer("{\"label\":1}", 0, 0, tokens))).isEmpty();
        assertThat(SoftLabel.of(new ChatAnswer("}", 0, 0, List.of(plain("{\"label\":1}")))))
                .isEmpty();
    }

    @Test
    void withoutEitherLabelAmongTheChoicesThereIsNone() {
        var answer = answer(plain("{\"label\":"), choice("1", Map.of()), plain("}"));

        assertThat(SoftLabel.of(answer)).isEmpty();
    }

    private static ChatAnswer answer(TokenChoice... tokens) {
        var text = new StringBuilder();
        for (var token : tokens) {
            text.append(token.text());
        }
        return new ChatAnswer(text.toString(), 0, 0, List.of(tokens));
    }

    private static TokenChoice plain(String text) {
        return new TokenChoice(text, Map.of(text, 0.0));
    }

    private static TokenChoice choice(String text, Map<String, Double> alternatives) {
        return new TokenChoice(text, alternatives);
    }
}
