package io.turnstile.producers;

import io.turnstile.producers.SourceItem.Malformed;
import io.turnstile.schema.TelemetryRow;
import io.turnstile.telemetry.RowView;
import io.turnstile.telemetry.TurnKey;
import io.turnstile.topic.Topic;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * From a source's item to the record that is sent for it. Whatever the client or the broker would refuse is found here:
 * one refused record would abort the whole transaction.
 */
final class RecordEncoder {

    private static final Logger LOG = LoggerFactory.getLogger(RecordEncoder.class);

    /** What a record batch and its compression add to key and value, as a part of the topic's largest batch. */
    private static final int OVERHEAD_PART = 100;

    private final Topic<TelemetryRow> telemetry;
    private final Topic<byte[]> deadLetters;
    private final Serializer<TelemetryRow> serializer;
    private final ProducerConfiguration configuration;
    private final InstantSource clock;

    RecordEncoder(
            Topic<TelemetryRow> telemetry,
            Topic<byte[]> deadLetters,
            Serializer<TelemetryRow> serializer,
            ProducerConfiguration configuration,
            InstantSource clock) {
        this.telemetry = telemetry;
        this.deadLetters = deadLetters;
        this.serializer = serializer;
        this.configuration = configuration;
        this.clock = clock;
    }

    Encoded encode(SourceItem item) {
        if (item instanceof SourceItem.Row row) {
            return encodeRow(prepared(row.row()));
        }
        return deadLetter((Malformed) item);
    }

    private static TelemetryRow prepared(TelemetryRow row) {
        var anonymous = PersonalData.without(row);
        var properties = SplitPairs.mended(anonymous.getProperties());
        return properties == anonymous.getProperties() ? anonymous : RowCopy.of(anonymous, properties);
    }

    private Encoded encodeRow(TelemetryRow row) {
        // Stream time is driven by the server's clock: a user's clock can be years off.
        var at = row.getServerTimestamp() != null ? row.getServerTimestamp() : row.getClientTimestamp();
        if (at == null) {
            return refused(row, MalformedReason.NO_TIMESTAMP, "the row has neither timestamp");
        }
        if (at.toEpochMilli() < 0) {
            return refused(row, MalformedReason.INVALID_TIMESTAMP, "the timestamp is before 1970");
        }
        if (at.isAfter(clock.instant().plus(configuration.maxAhead()))) {
            return refused(row, MalformedReason.FUTURE_TIMESTAMP, "the timestamp is " + at);
        }
        return encodeTimed(row, at.toEpochMilli());
    }

    private Encoded encodeTimed(TelemetryRow row, long at) {
        byte[] value;
        try {
            value = serializer.serialize(telemetry.name(), row);
        } catch (SerializationException e) {
            return refused(row, MalformedReason.NOT_SERIALIZABLE, "the row does not fit schema TelemetryRow");
        }
        byte[] key = TurnKey.of(new RowView(row.getProperties(), row.getMeasurements()))
                .map(RecordEncoder::utf8)
                .orElse(null);
        int size = value.length + (key == null ? 0 : key.length);
        int limit = telemetry.maxMessageBytes() - telemetry.maxMessageBytes() / OVERHEAD_PART;
        if (size > limit) {
            return refused(
                    row, MalformedReason.ROW_TOO_LARGE, size + " bytes; topic " + telemetry.name() + " takes " + limit);
        }
        return new Encoded.Telemetry(new ProducerRecord<>(telemetry.name(), null, at, key, value));
    }

    private Encoded refused(TelemetryRow row, MalformedReason reason, String detail) {
        var origin = row.getOrigin();
        return deadLetter(new Malformed(origin.getSource(), origin.getPlace(), reason, detail, utf8(row.toString())));
    }

    private Encoded deadLetter(Malformed malformed) {
        byte[] whole = PersonalData.without(malformed.bytes());
        byte[] kept = Arrays.copyOf(whole, Math.min(whole.length, configuration.deadLetterBytes()));
        LOG.warn(
                "event=dead-letter stage=producer reason={} source={} place={} detail=\"{}\"",
                malformed.reason(),
                malformed.source(),
                malformed.place(),
                malformed.detail());
        String cut = kept.length < whole.length ? "; cut from " + whole.length + " bytes" : "";
        var message = new ProducerRecord<>(deadLetters.name(), utf8(malformed.place()), kept);
        Map.of(
                        "turnstile.stage", "producer",
                        "turnstile.reason", malformed.reason().name(),
                        "turnstile.source", malformed.source(),
                        "turnstile.place", malformed.place(),
                        "turnstile.detail", malformed.detail() + cut)
                .forEach((name, text) -> message.headers().add(name, utf8(text)));
        return new Encoded.DeadLetter(message, malformed.reason());
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
