package io.turnstile.producers;

import io.turnstile.producers.redaction.RedactionType;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.Producer;

/** The transactions of one source, one after another, and what they have committed. Used by one thread. */
final class Run {

    private final Producer<byte[], byte[]> producer;
    private final ProducerConfiguration configuration;
    private final boolean isPositioned;

    /** Read by whoever looks at the metrics. */
    private volatile ProducedCounts committed = ProducedCounts.NONE;

    private boolean isOpen;
    private boolean isAtPosition;
    private long openedAt;
    private long rows;
    private long rowsWithoutTurnKey;
    private final Map<MalformedReason, Long> malformed = new EnumMap<>(MalformedReason.class);

    private Map<RedactionType, Long> redacted = Map.of();

    /** Written by the client's own thread. */
    private final Map<Integer, Long> offsets = new ConcurrentHashMap<>();

    /** @param isPositioned whether transactions end with a position, and not by number of rows or time */
    Run(Producer<byte[], byte[]> producer, ProducerConfiguration configuration, boolean isPositioned) {
        this.producer = producer;
        this.configuration = configuration;
        this.isPositioned = isPositioned;
    }

    void send(Encoded encoded) {
        if (!isOpen) {
            producer.beginTransaction();
            isOpen = true;
            openedAt = System.nanoTime();
        }
        redacted = ProducedCounts.sum(redacted, encoded.redacted());
        if (encoded instanceof Encoded.Telemetry telemetry) {
            rows++;
            rowsWithoutTurnKey += telemetry.hasTurnKey() ? 0 : 1;
            producer.send(telemetry.message(), rememberOffset());
        } else if (encoded instanceof Encoded.DeadLetter deadLetter) {
            malformed.merge(deadLetter.reason(), 1L, Long::sum);
            producer.send(deadLetter.message());
        } else if (encoded instanceof Encoded.Position position) {
            isAtPosition = true;
            producer.send(position.message());
        }
    }

    /** A failed send needs no care here: it fails the commit. */
    private Callback rememberOffset() {
        return (metadata, failure) -> {
            if (failure == null) {
                offsets.merge(metadata.partition(), metadata.offset(), Math::max);
            }
        };
    }

    /** How long the next item may be waited for. */
    Duration patience() {
        if (isPositioned) {
            // Nothing of it ends by time, so there is nothing to wake up for.
            return configuration.transactionTimeout();
        }
        if (!isOpen) {
            return configuration.flushInterval();
        }
        var left = configuration.flushInterval().minusNanos(System.nanoTime() - openedAt);
        return left.isNegative() ? Duration.ZERO : left;
    }

    boolean isDue() {
        if (isPositioned) {
            return isAtPosition;
        }
        return isOpen
                && (openItems() >= configuration.transactionRows() || patience().isZero());
    }

    private long openItems() {
        return rows + malformed.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Commits what is open, if anything is. */
    ProducedCounts commit() {
        if (isOpen) {
            producer.commitTransaction();
            isOpen = false;
            committed = committed.plus(new ProducedCounts(rows, malformed, rowsWithoutTurnKey, redacted, offsets));
            forgetOpen();
        }
        return committed;
    }

    /** Aborts what is open, if anything is. */
    void abort() {
        if (isOpen) {
            isOpen = false;
            forgetOpen();
            producer.abortTransaction();
        }
    }

    private void forgetOpen() {
        isAtPosition = false;
        rows = 0;
        rowsWithoutTurnKey = 0;
        malformed.clear();
        redacted = Map.of();
        offsets.clear();
    }

    ProducedCounts committed() {
        return committed;
    }
}
