package io.turnstile.serde;

import org.apache.kafka.common.errors.SerializationException;

/**
 * A value is larger than what its topic takes. It is thrown where the value is serialised, in the stack of whoever wrote
 * it: once a record is on its way, the client or the broker refuses it in a callback, and a transaction fails as a whole.
 */
public final class ValueTooLargeException extends SerializationException {

    private static final long serialVersionUID = 1L;

    private final String topic;
    private final int size;
    private final int limit;

    /**
     * @param topic the topic that the value is for; for a store, its changelog
     * @param size the serialised value, in bytes
     * @param limit what the topic takes, in bytes
     */
    public ValueTooLargeException(String topic, int size, int limit) {
        super("A value for topic " + topic + " has " + size + " bytes; the topic takes " + limit
                + ". Look at what the value is made of: the limit is a part of the topic's contract.");
        this.topic = topic;
        this.size = size;
        this.limit = limit;
    }

    /** The topic that the value is for; for a store, its changelog. */
    public String topic() {
        return topic;
    }

    /** The serialised value, in bytes. */
    public int size() {
        return size;
    }

    /** What the topic takes, in bytes. */
    public int limit() {
        return limit;
    }
}
