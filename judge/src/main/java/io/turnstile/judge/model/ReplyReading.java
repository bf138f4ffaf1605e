package io.turnstile.judge.model;

import com.fasterxml.jackson.databind.JsonNode;
import io.turnstile.judge.NoLabel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads what a server made of a question, leniently: compatible servers leave out much that OpenAI sends. Field names:
 * https://platform.openai.com/docs/api-reference/chat/object
 */
final class ReplyReading {

    private ReplyReading() {}

    /** @throws CallFailedException if this is no completion, or one without an answer */
    static Reply read(JsonNode completion) {
        var choice = completion.path("choices").path(0);
        if (!choice.isObject()) {
            throw CallFailedException.garbage("The model's server sent a body without an answer. Check that"
                    + " judge.base-url is the address of a chat completions server.");
        }
        var usage = usage(completion.path("usage"));
        var message = choice.path("message");
        if (!message.path("refusal").asText("").isBlank()) {
            return new Reply.Declined(NoLabel.REFUSED, "The model refused to answer.", usage);
        }
        return switch (choice.path("finish_reason").asText("")) {
            case "content_filter" ->
                new Reply.Declined(NoLabel.FILTERED, "The server's content filter stopped the answer.", usage);
            case "length" ->
                new Reply.Declined(
                        NoLabel.TRUNCATED,
                        "The answer was cut at the token limit. Raise judge.max-completion-tokens if many are.",
                        usage);
            default -> answered(message.path("content"), choice, usage);
        };
    }

    private static Reply answered(JsonNode content, JsonNode choice, Usage usage) {
        if (!content.isTextual() || content.asText().isBlank()) {
            throw CallFailedException.garbage(
                    "The model sent an empty answer. If this lasts, choose another judge.model.");
        }
        var tokens = tokens(choice.path("logprobs").path("content"));
        return new Reply.Answered(
                new ChatAnswer(content.asText(), usage.promptTokens(), usage.completionTokens(), tokens));
    }

    private static Usage usage(JsonNode usage) {
        return new Usage(
                Math.max(0, usage.path("prompt_tokens").asLong()),
                Math.max(0, usage.path("completion_tokens").asLong()));
    }

    private static List<TokenChoice> tokens(JsonNode content) {
        var tokens = new ArrayList<TokenChoice>();
        for (var token : content) {
            Map<String, Double> alternatives = new HashMap<>();
            alternatives.put(token.path("token").asText(), token.path("logprob").asDouble());
            for (var alternative : token.path("top_logprobs")) {
                // Two tokens can print alike where bytes are no characters: the likelier one comes first.
                alternatives.putIfAbsent(
                        alternative.path("token").asText(),
                        alternative.path("logprob").asDouble());
            }
            tokens.add(new TokenChoice(token.path("token").asText(), alternatives));
        }
        return tokens;
    }
}
