package io.turnstile.judge.prompt;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** Reads the document between the markers back. */
public final class Documents {

    public static final String OPENING_MARKER = Material.OPENING_MARKER;
    public static final String CLOSING_MARKER = Material.CLOSING_MARKER;

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private Documents() {}

    /** The document between the first opening marker and the closing marker that follows. */
    public static JsonNode in(String sent) throws JsonProcessingException {
        int start = sent.indexOf(OPENING_MARKER) + OPENING_MARKER.length();
        return JSON.readTree(sent.substring(start, sent.indexOf(CLOSING_MARKER, start)));
    }

    /** The text of a field, which may be cut. */
    public static Excerpt excerpt(JsonNode field) {
        return field.isTextual()
                ? Excerpt.whole(field.textValue())
                : new Excerpt(
                        field.get("beginning").textValue(),
                        field.get("characters_cut").intValue(),
                        field.get("end").textValue());
    }

    /** A renderer that puts texts between quotation marks and does no more: what the escaping is there against. */
    public static Renderer withoutEscaping(Strategy strategy, int budget) {
        return new Renderer(strategy, false, budget, 1, text -> '"' + text + '"');
    }
}
