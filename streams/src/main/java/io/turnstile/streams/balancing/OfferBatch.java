package io.turnstile.streams.balancing;

import java.nio.ByteBuffer;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;

/** Offers that are put and withdrawn, as a record's value. */
final class OfferBatch {

    private static final byte PUT = 1;
    private static final byte WITHDRAWN = 0;

    private OfferBatch() {}

    /** @param isPut else it is withdrawn */
    record Change(Offer offer, boolean isPut) {

        void applyTo(OfferFlow flow) {
            if (isPut) {
                flow.put(offer);
            } else {
                flow.withdraw(offer);
            }
        }

        private int writtenBytes() {
            return 1 + Short.BYTES + offer.bytes().get().length;
        }
    }

    static byte[] encode(List<Change> changes) {
        int size = changes.stream().mapToInt(Change::writtenBytes).sum();
        var buffer = ByteBuffer.allocate(size);
        for (Change change : changes) {
            byte[] offer = change.offer().bytes().get();
            buffer.put(change.isPut() ? PUT : WITHDRAWN)
                    .putShort((short) offer.length)
                    .put(offer);
        }
        return buffer.array();
    }

    /** In their order. */
    static void decode(byte[] batch, OfferFlow flow) {
        var buffer = ByteBuffer.wrap(batch);
        while (buffer.hasRemaining()) {
            boolean isPut = buffer.get() == PUT;
            byte[] offer = new byte[buffer.getShort()];
            buffer.get(offer);
            new Change(Offer.of(Bytes.wrap(offer)), isPut).applyTo(flow);
        }
    }
}
