package io.turnstile.judge.model;

import java.util.List;

/**
 * What a model is asked.
 *
 * @param messages in the order of the conversation; the first is the system's
 * @param schemaName the name of the answer's schema and its version
 * @param schema the JSON schema that the answer must follow, as JSON
 */
public record ChatQuestion(List<ChatMessage> messages, String schemaName, String schema) {

    public ChatQuestion {
        messages = List.copyOf(messages);
    }
}
