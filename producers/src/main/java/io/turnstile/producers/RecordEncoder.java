package io.turnstile.producers;

import io.turnstile.producers.SourceItem.Malformed;
import io.turnstile.producers.redaction.Redaction;
import io.turnstile.producers.redaction.RedactionType;
import io.turnstile.schema.SourceCursor;
import io.turnstile.schema.TelemetryRow;
import io.turnstile.serde.ValueTooLargeException;
import io.turnstile.telemetry.RowView;
import io.turnstile.telemetry.TurnKey;
import io.turnstile.topic.Topic;
import io.turnstile.topic.TopicCatalogue;
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

    /** A secret that the cut goes through must be seen whole to be found; a private key takes a few thousand bytes. */
    private static final int BEYOND_THE_CUT = 65_536;

    private final Topic<TelemetryRow> telemetry;
    private final Topic<byte[]> deadLetters;
    private final Topic<SourceCursor> sourceCursors;
    private final Serializer<TelemetryRow> serializer;
    private final Serializer<SourceCursor> cursorSerializer;
    private final ProducerConfiguration configuration;
    private final Redaction redaction;
    private final InstantSource clock;

    RecordEncoder(
            TopicCatalogue topics,
            Serializer<TelemetryRow> serializer,
            Serializer<SourceCursor> cursorSerializer,
            ProducerConfiguration configuration,
            Redaction redaction,
            InstantSource clock) {
        this.telemetry = topics.telemetry();
        this.deadLetters = topics.deadLetters();
        this.sourceCursors = topics.sourceCursors();
        this.serializer = serializer;
        this.cursorSerializer = cursorSerializer;
        this.configuration = configuration;
        this.redaction = redaction;
        this.clock = clock;
    }

    Encoded encode(SourceItem item) {
        if (item instanceof SourceItem.Row read) {
            TelemetryRow row = read.row();
            var redacted = redaction.properties(SplitPairs.mended(row.getProperties()));
            boolean isAsRead = redacted.value() == row.getProperties();
            return encodeRow(isAsRead ? row : RowCopy.of(row, redacted.value()), redacted.found());
        }
        if (item instanceof SourceItem.Position position) {
            var cursor = position.cursor();
            return new Encoded.Position(new ProducerRecord<>(
                    sourceCursors.name(),
                    utf8(cursor.getSource()),
                    cursorSerializer.serialize(sourceCursors.name(), cursor)));
        }
        return malformed((Malformed) item);
    }

    private Encoded encodeRow(TelemetryRow row, Map<RedactionType, Long> found) {
        // Stream time is driven by the server's clock: a user's clock can be years off.
        var at = row.getServerTimestamp() != null ? row.getServerTimestamp() : row.getClientTimestamp();
        if (at == null) {
            return refused(row, MalformedReason.NO_TIMESTAMP, "the row has neither timestamp", found);
        }
        if (at.toEpochMilli() < 0) {
            return refused(row, MalformedReason.INVALID_TIMESTAMP, "the timestamp is before 1970", found);
        }
        if (at.isAfter(clock.instant().plus(configuration.maxAhead()))) {
            return refused(row, MalformedReason.FUTURE_TIMESTAMP, "the timestamp is " + at, found);
        }
        return encodeTimed(row, at.toEpochMilli(), found);
    }

    private Encoded encodeTimed(TelemetryRow row, long at, Map<RedactionType, Long> found) {
        byte[] value;
        try {
            value = serializer.serialize(telemetry.name(), row);
        } catch (ValueTooLargeException e) {
            return tooLarge(row, e.size(), found);
        } catch (SerializationException e) {
            return refused(row, MalformedReason.NOT_SERIALIZABLE, "the row does not fit schema TelemetryRow", found);
        }
        byte[] key = TurnKey.of(new RowView(row.getProperties(), row.getMeasurements()))
                .map(RecordEncoder::utf8)
                .orElse(null);
        // What a topic reserves beside the value is not meant for a key of any length.
        int size = value.length + (key == null ? 0 : key.length);
        if (size > telemetry.maxValueBytes()) {
            return tooLarge(row, size, found);
        }
        return new Encoded.Telemetry(new ProducerRecord<>(telemetry.name(), null, at, key, value), found);
    }

    private Encoded tooLarge(TelemetryRow row, int size, Map<RedactionType, Long> found) {
        String detail = size + " bytes; topic " + telemetry.name() + " takes " + telemetry.maxValueBytes();
        return refused(row, MalformedReason.ROW_TOO_LARGE, detail, found);
    }

    /**
     * @param row redacted already
     * @param found what was redacted in it
     */
    private Encoded refused(TelemetryRow row, MalformedReason reason, String detail, Map<RedactionType, Long> found) {
        var origin = row.getOrigin();
        byte[] bytes = utf8(row.toString());
        var refused = new Malformed(origin.getSource(), origin.getPlace(), reason, detail, bytes);
        return deadLetter(refused, bytes, found);
    }

    private Encoded malformed(Malformed malformed) {
        byte[] bytes = malformed.bytes();
        byte[] beginning = Arrays.copyOf(bytes, Math.min(bytes.length, mostKept() + BEYOND_THE_CUT));
        var redacted = redaction.bytes(beginning);
        return deadLetter(malformed, redacted.value(), redacted.found());
    }

    private int mostKept() {
        return Math.min(configuration.deadLetterBytes(), deadLetters.maxValueBytes());
    }

    /** @param redacted what is kept of it, before it is cut */
    private Encoded deadLetter(Malformed malformed, byte[] redacted, Map<RedactionType, Long> found) {
        int whole = malformed.bytes().length;
        byte[] kept = Arrays.copyOf(redacted, Math.min(redacted.length, mostKept()));
        LOG.warn(
                "event=dead-letter stage=producer reason={} source={} place={} detail=\"{}\"",
                malformed.reason(),
                malformed.source(),
                malformed.place(),
                malformed.detail());
        String cut = whole > mostKept() ? "; cut from " + whole + " bytes" : "";
        var message = new ProducerRecord<>(deadLetters.name(), utf8(malformed.place()), kept);
        Map.of(
                        "turnstile.stage", "producer",
                        "turnstile.reason", malformed.reason().name(),
                        "turnstile.source", malformed.source(),
                        "turnstile.place", malformed.place(),
                        "turnstile.detail", malformed.detail() + cut)
                .forEach((name, text) -> message.headers().add(name, utf8(text)));
        return new Encoded.DeadLetter(message, malformed.reason(), found);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
