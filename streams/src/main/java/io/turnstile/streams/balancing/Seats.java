package io.turnstile.streams.balancing;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;

/**
 * What is known of one message: what was offered of it, for whom that is drawn, and where it stands.
 *
 * @param epoch the configuration of plans under which it was last looked at
 * @param offers those that stand, one a pool at most
 * @param drawn the plans, by id, that draw an offer, by its identity; an offer that was withdrawn may still be drawn, until
 *     the decision comes that it is not
 * @param standing the plans, by id, in whose topics the turn stands
 */
record Seats(int epoch, List<Offer> offers, Map<Long, Set<Long>> drawn, Set<Long> standing) {

    static Seats none(int epoch) {
        return new Seats(epoch, List.of(), Map.of(), Set.of());
    }

    /** Whether there is nothing to remember. */
    boolean isNone() {
        return offers.isEmpty() && drawn.isEmpty() && standing.isEmpty();
    }

    Seats offering(List<Offer> others) {
        return new Seats(epoch, others, drawn, standing);
    }

    Seats deciding(Decision decision) {
        var after = new TreeMap<>(drawn);
        if (decision.plans().isEmpty()) {
            after.remove(decision.offer());
        } else {
            after.put(decision.offer(), decision.plans());
        }
        return new Seats(epoch, offers, after, standing);
    }

    Seats standingFor(Set<Long> plans) {
        return new Seats(epoch, offers, drawn, plans);
    }

    Seats at(int later) {
        return new Seats(later, offers, drawn, standing);
    }

    /** The plans that draw what is offered now. */
    Set<Long> drawnNow() {
        if (drawn.isEmpty()) {
            return Set.of();
        }
        var plans = new TreeSet<Long>();
        offers.forEach(offer -> plans.addAll(drawn.getOrDefault(offer.identity(), Set.of())));
        return plans;
    }

    static Serde<Seats> serde() {
        return Serdes.serdeFrom(
                (topic, seats) -> seats == null ? null : seats.encode(),
                (topic, bytes) -> bytes == null ? null : decode(topic, bytes));
    }

    private byte[] encode() {
        int size = 4 * Integer.BYTES + ids(standing) - Integer.BYTES;
        for (Offer offer : offers) {
            size += Short.BYTES + offer.bytes().get().length;
        }
        for (Set<Long> plans : drawn.values()) {
            size += Long.BYTES + ids(plans);
        }
        var buffer = ByteBuffer.allocate(size).putInt(epoch).putInt(offers.size());
        for (Offer offer : offers) {
            buffer.putShort((short) offer.bytes().get().length)
                    .put(offer.bytes().get());
        }
        buffer.putInt(drawn.size());
        drawn.forEach((offer, plans) -> writeIds(buffer.putLong(offer), plans));
        writeIds(buffer, standing);
        return buffer.array();
    }

    private static Seats decode(String topic, byte[] bytes) {
        try {
            var buffer = ByteBuffer.wrap(bytes);
            int epoch = buffer.getInt();
            var offers = new ArrayList<Offer>();
            for (int left = buffer.getInt(); left > 0; left--) {
                byte[] offer = new byte[buffer.getShort()];
                buffer.get(offer);
                offers.add(Offer.of(Bytes.wrap(offer)));
            }
            var drawn = new TreeMap<Long, Set<Long>>();
            for (int left = buffer.getInt(); left > 0; left--) {
                drawn.put(buffer.getLong(), readIds(buffer));
            }
            return new Seats(epoch, offers, drawn, readIds(buffer));
        } catch (RuntimeException e) {
            throw new SerializationException(
                    "State of " + topic + " cannot be read: " + e
                            + ". It was written by an incompatible version; reset the application to rebuild it.",
                    e);
        }
    }

    private static int ids(Set<Long> ids) {
        return Integer.BYTES + Long.BYTES * ids.size();
    }

    private static void writeIds(ByteBuffer buffer, Set<Long> ids) {
        buffer.putInt(ids.size());
        ids.forEach(buffer::putLong);
    }

    private static Set<Long> readIds(ByteBuffer buffer) {
        var ids = new TreeSet<Long>();
        for (int left = buffer.getInt(); left > 0; left--) {
            ids.add(buffer.getLong());
        }
        return ids;
    }
}
