package io.turnstile.streams;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.header.Headers;

/** Dead letters as tests read them. */
final class DeadLetters {

    private DeadLetters() {}

    /** The headers as text. */
    static Map<String, String> headers(Headers headers) {
        var texts = new HashMap<String, String>();
        headers.forEach(header -> texts.put(header.key(), text(header.value())));
        return texts;
    }

    /** Null for null. */
    static String text(byte[] bytes) {
        return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
    }
}
