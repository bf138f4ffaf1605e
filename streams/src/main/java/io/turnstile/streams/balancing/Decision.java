package io.turnstile.streams.balancing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Which plans an offer is drawn for.
 *
 * @param messageId its turn
 * @param offer its identity
 * @param plans all of them, by id; none when it is not drawn, or not any more
 */
record Decision(String messageId, long offer, Set<Long> plans) {

    static byte[] encode(List<Decision> decisions) {
        List<byte[]> ids = decisions.stream()
                .map(decision -> decision.messageId.getBytes(UTF_8))
                .toList();
        int size = 0;
        for (int i = 0; i < ids.size(); i++) {
            size += Short.BYTES
                    + ids.get(i).length
                    + Long.BYTES
                    + Short.BYTES
                    + Long.BYTES * decisions.get(i).plans.size();
        }
        var buffer = ByteBuffer.allocate(size);
        for (int i = 0; i < ids.size(); i++) {
            buffer.putShort((short) ids.get(i).length).put(ids.get(i)).putLong(decisions.get(i).offer);
            buffer.putShort((short) decisions.get(i).plans.size());
            decisions.get(i).plans.forEach(buffer::putLong);
        }
        return buffer.array();
    }

    /** In their order. */
    static void decode(byte[] batch, Consumer<Decision> sink) {
        var buffer = ByteBuffer.wrap(batch);
        while (buffer.hasRemaining()) {
            byte[] id = new byte[buffer.getShort()];
            buffer.get(id);
            long offer = buffer.getLong();
            var plans = new TreeSet<Long>();
            for (int left = buffer.getShort(); left > 0; left--) {
                plans.add(buffer.getLong());
            }
            sink.accept(new Decision(new String(id, UTF_8), offer, plans));
        }
    }
}
