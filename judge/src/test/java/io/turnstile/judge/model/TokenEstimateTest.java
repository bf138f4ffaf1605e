package io.turnstile.judge.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.turnstile.judge.prompt.Prompt;
import io.turnstile.judge.prompt.PromptTexts;
import java.util.ArrayList;
import java.util.Collections;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class TokenEstimateTest {

    private static final Offset<Long> A_PERCENT = within(26L);

    private final TokenEstimate estimate = new TokenEstimate();

    @Test
    void instructionsCountLineByLineAsTheyDoWhole() {
        var prompt = new Prompt(PromptTexts.current(), 3);
        var question = prompt.question(prompt.criteria(), "Why does it deadlock?\n\n  at Lock.java:12");
        var reversed = new ArrayList<>(prompt.criteria());
        Collections.reverse(reversed);

        assertThat(estimate.of(question)).isCloseTo(whole(question), A_PERCENT);
        assertThat(estimate.of(question)).isEqualTo(estimate.of(question));
        assertThat(estimate.of(prompt.question(reversed, "Why does it deadlock?\n\n  at Lock.java:12")))
                .isCloseTo(estimate.of(question), A_PERCENT);
    }

    private long whole(ChatQuestion question) {
        return estimate.of(question.schema())
                + question.messages().stream()
                        .mapToLong(message -> 4 + estimate.of(message.text()))
                        .sum();
    }
}
