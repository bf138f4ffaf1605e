package io.turnstile.producers.redaction;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.regex.Pattern;

/**
 * Keeps JSON parseable: a placeholder in the place of a number gets quotes. In the place of a text it needs none, because
 * it stands between those of the text.
 */
final class JsonPlaceholders {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** A placeholder where JSON has a value, and no quote beside it. */
    private static final Pattern BARE = Pattern.compile("(?<=[:,\\[]\\s{0,8})(<[A-Z_]+(?::long)?>)(?=\\s{0,8}[,}\\]])");

    private JsonPlaceholders() {}

    /**
     * @param before the value as it came
     * @param after the value with placeholders
     * @return what parses as JSON if the value did; else the value with placeholders as it is
     */
    static String mended(String before, String after) {
        if (!looksLikeJson(before) || parses(after) || !parses(before)) {
            return after;
        }
        String quoted = BARE.matcher(after).replaceAll("\"$1\"");
        return parses(quoted) ? quoted : after;
    }

    private static boolean looksLikeJson(String value) {
        String stripped = value.strip();
        return stripped.startsWith("{") && stripped.endsWith("}") || stripped.startsWith("[") && stripped.endsWith("]");
    }

    private static boolean parses(String value) {
        try {
            JSON.readTree(value);
            return true;
        } catch (JsonProcessingException e) {
            return false;
        }
    }
}
