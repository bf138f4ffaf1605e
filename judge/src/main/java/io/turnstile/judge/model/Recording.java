package io.turnstile.judge.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.turnstile.judge.ContentKey;
import io.turnstile.judge.NoLabel;
import java.util.stream.Stream;

/**
 * The lines of a recorded file: a header, then a line for each answer. A question stands there as its hash; an answer in
 * full.
 */
final class Recording {

    static final int FORMAT = 1;

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private Recording() {}

    /** The first line. */
    record Header(int format, String identity) {}

    /**
     * Another line: an answer, or why there is none.
     *
     * @param answer null where there is none
     * @param noLabel null where there is an answer
     * @param message why there is none; else null
     */
    record Entry(String question, ChatAnswer answer, NoLabel noLabel, String message) {}

    /** Names a question, by all that the model is shown. */
    static String hash(ChatQuestion question) {
        var parts = Stream.concat(
                Stream.of(question.schemaName(), question.schema()),
                question.messages().stream()
                        .flatMap(message -> Stream.of(message.role().name(), message.text())));
        return ContentKey.of(parts.toArray(String[]::new));
    }

    static String line(Object headerOrEntry) {
        try {
            return JSON.writeValueAsString(headerOrEntry);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A recorded line could not be made.", e);
        }
    }

    /** @throws IllegalArgumentException if the line is none of ours */
    static <T> T parse(String line, Class<T> type) {
        try {
            return JSON.readValue(line, type);
        } catch (JsonProcessingException e) {
            // Without the cause: it could quote the line.
            throw new IllegalArgumentException("not a line of a recording");
        }
    }
}
