package io.turnstile.app.review;

import org.apache.kafka.common.KafkaException;

/** What it means that the topics of a review do not answer. */
final class ReviewTopics {

    private ReviewTopics() {}

    static IllegalStateException unreadable(KafkaException cause) {
        return new IllegalStateException(
                "The labels and verdicts cannot be read: " + cause.getMessage()
                        + ". Check bootstrap.servers, registry.url, topics.prefix and the principal's READ permission.",
                cause);
    }

    static IllegalStateException unwritable(KafkaException cause) {
        return new IllegalStateException(
                "The decisions were not written, not one of them: " + cause.getMessage()
                        + ". Check bootstrap.servers, registry.url and the principal's WRITE permission, and import the"
                        + " file again.",
                cause);
    }
}
