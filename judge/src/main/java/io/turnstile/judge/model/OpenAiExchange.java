package io.turnstile.judge.model;

import com.openai.client.OpenAIClient;
import io.turnstile.judge.NoLabel;

/** Asks a server that speaks OpenAI's chat completions, once. */
final class OpenAiExchange implements Exchange {

    private final OpenAIClient client;
    private final ModelParameters parameters;
    private final ServerCalls calls;
    private final ErrorReading errors;

    /** Whether the server has answered a question: what it rejects afterwards is the question's fault. */
    private volatile boolean proven;

    OpenAiExchange(OpenAIClient client, ModelParameters parameters, String host) {
        this.client = client;
        this.parameters = parameters;
        this.calls = new ServerCalls(host);
        this.errors = new ErrorReading(host);
    }

    @Override
    public Reply ask(ChatQuestion question) throws InterruptedException {
        var params = Completions.of(question, parameters);
        try {
            var completion = calls.json(
                    () -> client.chat().completions().withRawResponse().create(params));
            var reply = ReplyReading.read(completion);
            proven = true;
            return reply;
        } catch (ServerErrorException e) {
            return errors.read(e.status(), e.error(), e.retryAfter(), proven);
        } catch (AnswerTooLargeException e) {
            return new Reply.Declined(
                    NoLabel.TRUNCATED,
                    "The answer is longer than judge.max-answer-bytes. Check that the server keeps to"
                            + " judge.token-limit-parameter.",
                    Usage.UNKNOWN);
        }
    }
}
