package io.turnstile.streams;

import io.turnstile.serde.ValueTooLargeException;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * The headers that tell of a dead letter where it failed and why. They never hold an exception's message: it can quote
 * the text that failed.
 */
public final class DeadLetterHeaders {

    public static final String STAGE = "turnstile.stage";
    public static final String REASON = "turnstile.reason";
    public static final String DETAIL = "turnstile.detail";
    public static final String PLACE = "turnstile.place";

    /** The topic that a value was for that was too large; for a store, its changelog. */
    public static final String TARGET = "turnstile.target";

    /** The size of a value that was too large, in bytes, in decimal. */
    public static final String SIZE = "turnstile.size";

    /** What its topic takes, in bytes, in decimal. */
    public static final String LIMIT = "turnstile.limit";

    private DeadLetterHeaders() {}

    /**
     * @param stage the stage or node where it failed
     * @param reason the typed reason
     * @param cause its class is the detail
     */
    public static Headers of(String stage, String reason, Exception cause) {
        return new RecordHeaders()
                .add(STAGE, utf8(stage))
                .add(REASON, utf8(reason))
                .add(DETAIL, utf8(cause.getClass().getName()));
    }

    static void addSizes(Headers headers, ValueTooLargeException tooLarge) {
        headers.add(TARGET, utf8(tooLarge.topic()));
        headers.add(SIZE, utf8(Integer.toString(tooLarge.size())));
        headers.add(LIMIT, utf8(Integer.toString(tooLarge.limit())));
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
