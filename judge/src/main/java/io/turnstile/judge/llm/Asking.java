package io.turnstile.judge.llm;

import io.turnstile.judge.NoLabel;
import io.turnstile.judge.NoLabelException;
import io.turnstile.judge.answer.AnswerReader;
import io.turnstile.judge.answer.Reading;
import io.turnstile.judge.answer.SoftLabel;
import io.turnstile.judge.cascade.Ballot;
import io.turnstile.judge.model.ChatModel;
import io.turnstile.judge.model.ChatQuestion;
import io.turnstile.judge.prompt.Prompt;

/** Gets one vote from a model: asks, and if the answer is refused, says why and asks once more. */
final class Asking {

    private final ChatModel model;
    private final Prompt prompt;
    private final AnswerReader reader;

    Asking(ChatModel model, Prompt prompt, AnswerReader reader) {
        this.model = model;
        this.prompt = prompt;
        this.reader = reader;
    }

    /** A vote and what it cost. */
    record Paid(Ballot ballot, Usage usage) {}

    /** @throws NoLabelException if both answers are refused, or the model gives none */
    Paid ask(ChatQuestion question) {
        var first = model.ask(question);
        var reading = reader.read(first.text());
        if (reading instanceof Reading.Accepted accepted) {
            return new Paid(new Ballot(accepted.answer(), SoftLabel.of(first)), Usage.of(first));
        }
        var refused = (Reading.Refused) reading;
        var second = model.ask(prompt.again(question, refused.fault().note()));
        if (reader.read(second.text()) instanceof Reading.Accepted accepted) {
            return new Paid(
                    new Ballot(accepted.answer(), SoftLabel.of(second)),
                    Usage.of(first).plus(Usage.of(second)));
        }
        throw new NoLabelException(
                NoLabel.UNPARSABLE,
                "Two answers in a row were refused, the first with " + refused.fault()
                        + ". If this is frequent, the model cannot keep to the schema: take another.");
    }
}
