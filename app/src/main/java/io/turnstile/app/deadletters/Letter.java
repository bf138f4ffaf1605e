package io.turnstile.app.deadletters;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.turnstile.streams.DeadLetterHeaders;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * A dead letter, without the bytes that failed.
 *
 * @param at where it stands in topic dead-letters
 * @param written when it was written
 * @param stage where it failed: {@code producer}, {@code judge}, or a stage or node of the topologies
 * @param reason the typed reason
 * @param source where the record stands that failed; empty if it was in no topic
 * @param key the record's key; empty if it has none
 * @param hasBytes whether the letter holds the bytes that failed
 */
record Letter(
        Place at,
        Instant written,
        String stage,
        String reason,
        Optional<Place> source,
        Optional<String> key,
        boolean hasBytes) {

    private static final String PRODUCER = "producer";
    private static final String UNKNOWN = "?";

    static Letter of(ConsumerRecord<byte[], byte[]> record) {
        String stage = header(record.headers(), DeadLetterHeaders.STAGE).orElse(UNKNOWN);
        return new Letter(
                Place.of(record),
                Instant.ofEpochMilli(record.timestamp()),
                stage,
                header(record.headers(), DeadLetterHeaders.REASON).orElse(UNKNOWN),
                stage.equals(PRODUCER) ? Optional.empty() : source(record.headers()),
                key(record),
                record.value() != null);
    }

    /** Whether a record is the one that failed: where its topic was made anew, another may stand in its place. */
    boolean isOf(ConsumerRecord<byte[], byte[]> record) {
        return source.equals(Optional.of(Place.of(record))) && key.equals(key(record));
    }

    /** Whether the record never was in a topic: what failed is still in the source that was read. */
    boolean isOfProducer() {
        return stage.equals(PRODUCER);
    }

    private static Optional<String> key(ConsumerRecord<byte[], byte[]> record) {
        return Optional.ofNullable(record.key()).map(key -> new String(key, UTF_8));
    }

    /** The judge names the place in three headers, the topologies in one. */
    private static Optional<Place> source(Headers headers) {
        Optional<String> place = header(headers, DeadLetterHeaders.PLACE);
        if (place.isPresent()) {
            return Place.parse(place.get());
        }
        return header(headers, "turnstile.topic")
                .flatMap(topic -> header(headers, "turnstile.partition")
                        .flatMap(partition -> header(headers, "turnstile.offset")
                                .flatMap(offset -> Place.parse(topic + "/" + partition + "@" + offset))));
    }

    private static Optional<String> header(Headers headers, String name) {
        return Optional.ofNullable(headers.lastHeader(name)).map(Header::value).map(value -> new String(value, UTF_8));
    }
}
