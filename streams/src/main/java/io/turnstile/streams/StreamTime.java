package io.turnstile.streams;

import io.turnstile.schema.TelemetryRow;
import java.nio.ByteBuffer;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.TimestampExtractor;

/**
 * What drives stream time. The topics of rows and turns bear the time of writing, from which their retention counts, so
 * the time of the events is taken from elsewhere.
 */
public final class StreamTime {

    /** The header of topic turns: the stream time at which the turn changed, epoch milliseconds, eight bytes. */
    public static final String HEADER = "turnstile.stream-time";

    private StreamTime() {}

    /**
     * A row's time: the server's clock, else the client's. One user's clock may be years ahead, and would close every
     * conversation.
     */
    static TimestampExtractor ofRows() {
        return (record, partitionTime) ->
                record.value() instanceof TelemetryRow row ? ofRow(row, record) : record.timestamp();
    }

    /** A turn's time: what turn assembly wrote beside it. */
    static TimestampExtractor ofTurns() {
        return (record, partitionTime) -> {
            Header header = record.headers().lastHeader(HEADER);
            return header == null
                    ? record.timestamp()
                    : ByteBuffer.wrap(header.value()).getLong();
        };
    }

    /** The header that carries a stream time. */
    public static Headers header(long streamTime) {
        return new RecordHeaders()
                .add(HEADER, ByteBuffer.allocate(Long.BYTES).putLong(streamTime).array());
    }

    private static long ofRow(TelemetryRow row, ConsumerRecord<Object, Object> record) {
        Instant time = row.getServerTimestamp() != null ? row.getServerTimestamp() : row.getClientTimestamp();
        return time == null ? record.timestamp() : Math.max(0, time.toEpochMilli());
    }
}
