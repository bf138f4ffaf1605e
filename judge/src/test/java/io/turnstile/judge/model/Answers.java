package io.turnstile.judge.model;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Questions, and what servers send. */
final class Answers {

    static final String TEXT = "{\"rationale\":\"because\",\"label\":\"reasoning\"}";
    static final String SECRET_TEXT = "the-judged-text-that-nobody-may-see";

    private static final ObjectMapper JSON = new ObjectMapper();

    private Answers() {}

    static ChatQuestion question(String text) {
        return new ChatQuestion(
                List.of(
                        new ChatMessage(ChatMessage.Role.SYSTEM, "You label turns. Answer in JSON."),
                        new ChatMessage(ChatMessage.Role.USER, text)),
                "verdict-v1",
                "{\"type\":\"object\",\"properties\":{\"rationale\":{\"type\":\"string\"},\"label\":{\"type\":\"string\","
                        + "\"enum\":[\"reasoning\",\"no_reasoning\"]}},\"required\":[\"rationale\",\"label\"],"
                        + "\"additionalProperties\":false}");
    }

    static ChatQuestion question() {
        return question(SECRET_TEXT);
    }

    static String completion(String text) {
        return completion(text, "stop").toString();
    }

    static ObjectNode completion(String text, String finishReason) {
        var completion = JSON.createObjectNode()
                .put("id", "1")
                .put("object", "chat.completion")
                .put("created", 1)
                .put("model", "judge-model");
        var choice = completion.putArray("choices").addObject().put("index", 0).put("finish_reason", finishReason);
        choice.putObject("message").put("role", "assistant").put("content", text);
        completion
                .putObject("usage")
                .put("prompt_tokens", 120)
                .put("completion_tokens", 30)
                .put("total_tokens", 150);
        return completion;
    }

    static String refusal() {
        var completion = completion(null, "stop");
        ((ObjectNode) completion.at("/choices/0/message")).put("refusal", "I will not judge " + SECRET_TEXT);
        return completion.toString();
    }

    static String withLogprobs() {
        var completion = completion("{\"l\":1}", "stop");
        var content =
                ((ObjectNode) completion.at("/choices/0")).putObject("logprobs").putArray("content");
        for (var token : List.of("{\"l\":", "1", "}")) {
            var entry = content.addObject().put("token", token).put("logprob", -0.25);
            var top = entry.putArray("top_logprobs");
            top.addObject().put("token", token).put("logprob", -0.25);
            top.addObject().put("token", "0").put("logprob", -1.5);
        }
        return completion.toString();
    }

    static String error(String code, String parameter, String message) {
        var body = JSON.createObjectNode();
        body.putObject("error")
                .put("message", message + " " + SECRET_TEXT)
                .put("type", "invalid_request_error")
                .put("param", parameter)
                .put("code", code);
        return body.toString();
    }
}
