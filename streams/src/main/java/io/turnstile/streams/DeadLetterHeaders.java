package io.turnstile.streams;

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

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
