package io.turnstile.datasets.views;

import com.fasterxml.jackson.core.JsonGenerator;
import io.turnstile.schema.Conversation;
import io.turnstile.schema.TurnCountStratum;
import java.io.IOException;

/**
 * A chat as one JSON object, as trainers for chat models read it: {@code messages} with {@code role} and {@code content},
 * and beside them {@code conversation_id}, {@code stratum} (null outside of 3 to 20 turns) and {@code turns}, the number
 * of pairs.
 */
final class ChatJson {

    private ChatJson() {}

    static void write(Conversation conversation, Chat chat, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeArrayFieldStart("messages");
        for (Chat.Pair pair : chat.pairs()) {
            message("user", pair.user(), json);
            message("assistant", pair.assistant(), json);
        }
        json.writeEndArray();
        json.writeStringField("conversation_id", conversation.getConversationId());
        TurnCountStratum stratum = conversation.getStratum();
        json.writeStringField("stratum", stratum == null ? null : stratum.name());
        json.writeNumberField("turns", chat.pairs().size());
        json.writeEndObject();
    }

    private static void message(String role, String content, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("role", role);
        json.writeStringField("content", content);
        json.writeEndObject();
    }
}
