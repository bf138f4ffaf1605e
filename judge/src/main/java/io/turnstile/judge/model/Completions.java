package io.turnstile.judge.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.openai.core.JsonValue;
import com.openai.models.ReasoningEffort;
import com.openai.models.ResponseFormatJsonSchema;
import com.openai.models.ResponseFormatJsonSchema.JsonSchema;
import com.openai.models.chat.completions.ChatCompletionCreateParams;

/** Questions as the server takes them. */
final class Completions {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Completions() {}

    /** @throws IllegalArgumentException if the question's schema is not a JSON object */
    static ChatCompletionCreateParams of(ChatQuestion question, ModelParameters parameters) {
        var builder = ChatCompletionCreateParams.builder()
                .model(parameters.model())
                .responseFormat(ResponseFormatJsonSchema.builder()
                        .jsonSchema(schema(question))
                        .build());
        question.messages().forEach(message -> add(builder, message));
        parameters.temperature().ifPresent(builder::temperature);
        // The library calls a seed deprecated; servers of open models rely on it.
        parameters.seed().ifPresent(seed -> builder.putAdditionalBodyProperty("seed", JsonValue.from(seed)));
        if (!parameters.reasoningEffort().isBlank()) {
            builder.reasoningEffort(ReasoningEffort.of(parameters.reasoningEffort()));
        }
        if (parameters.topLogprobs() > 0) {
            builder.logprobs(true).topLogprobs(parameters.topLogprobs());
        }
        limitTokens(builder, parameters);
        return builder.build();
    }

    private static void add(ChatCompletionCreateParams.Builder builder, ChatMessage message) {
        switch (message.role()) {
            case SYSTEM -> builder.addSystemMessage(message.text());
            case USER -> builder.addUserMessage(message.text());
            case ASSISTANT -> builder.addAssistantMessage(message.text());
        }
    }

    /** As it stands, in its own order: a model writes an answer's fields in the schema's order. */
    private static JsonSchema schema(ChatQuestion question) {
        var schema = JsonSchema.Schema.builder();
        parsed(question.schema())
                .properties()
                .forEach(entry ->
                        schema.putAdditionalProperty(entry.getKey(), JsonValue.fromJsonNode(entry.getValue())));
        return JsonSchema.builder()
                .name(question.schemaName())
                .strict(true)
                .schema(schema.build())
                .build();
    }

    private static JsonNode parsed(String schema) {
        try {
            return JSON.readTree(schema);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("The schema of a question is not JSON.", e);
        }
    }

    private static void limitTokens(ChatCompletionCreateParams.Builder builder, ModelParameters parameters) {
        switch (parameters.tokenLimitParameter()) {
            case MAX_COMPLETION_TOKENS -> builder.maxCompletionTokens(parameters.maxCompletionTokens());
            // The library's own setter is deprecated, and older servers know no other name.
            case MAX_TOKENS ->
                builder.putAdditionalBodyProperty("max_tokens", JsonValue.from(parameters.maxCompletionTokens()));
        }
    }
}
