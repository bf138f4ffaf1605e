package io.turnstile.embedded.kusto;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * An answer to one request.
 *
 * @param delivery how much of it arrives
 */
record KustoAnswer(int status, Map<String, String> headers, Body body, Delivery delivery) {

    /** What writes a body, uncompressed. */
    interface Body {
        void writeTo(OutputStream out) throws IOException;
    }

    /** How much of an answer arrives before its connection is cut. */
    enum Delivery {
        WHOLE,
        NOTHING,
        HALF,
        /** Every byte, but not the end. */
        UNENDED
    }

    private static final Map<String, String> JSON = Map.of("Content-Type", "application/json; charset=UTF-8");

    static KustoAnswer result(Body frames) {
        return new KustoAnswer(200, JSON, frames, Delivery.WHOLE);
    }

    static KustoAnswer json(int status, JsonNode node) {
        return new KustoAnswer(
                status, JSON, out -> out.write(ColumnValue.JSON.writeValueAsBytes(node)), Delivery.WHOLE);
    }

    static KustoAnswer error(KustoError error) {
        return json(error.status(), error.json());
    }

    static KustoAnswer text(int status, String text, Map<String, String> headers) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return new KustoAnswer(status, headers, out -> out.write(bytes), Delivery.WHOLE);
    }

    KustoAnswer with(Delivery other) {
        return new KustoAnswer(status, headers, body, other);
    }

    KustoAnswer withHeader(String name, String value) {
        var more = new HashMap<>(headers);
        more.put(name, value);
        return new KustoAnswer(status, more, body, delivery);
    }

    /** With the first half of its body only, as if that were all. */
    KustoAnswer truncated() {
        return new KustoAnswer(status, headers, out -> out.write(firstHalf(bytes())), delivery);
    }

    private byte[] bytes() {
        var bytes = new ByteArrayOutputStream();
        try {
            body.writeTo(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static byte[] firstHalf(byte[] bytes) {
        return Arrays.copyOf(bytes, bytes.length / 2);
    }
}
