package io.turnstile.streams.balancing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.dynatrace.hash4j.hashing.Hashing;
import io.turnstile.plan.Candidate;
import io.turnstile.plan.Cap;
import io.turnstile.plan.Cell;
import io.turnstile.plan.Pool;
import io.turnstile.plan.SeededHash;
import io.turnstile.plan.Share;
import io.turnstile.plan.Split;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.apache.kafka.common.utils.Bytes;

/**
 * A candidate as it is offered to a pool, in bytes that are its identity: a turn that changes its class, its text or
 * anything else that decides where it belongs is another offer, and takes another path. So the withdrawal of an offer
 * follows the offer wherever it went, and can meet no other.
 *
 * <p>As a key of a store, offers sort by pool, share and cell, and within these by their draw.
 */
final class Offer {

    private static final long UNSEEDED = 0;
    private static final int LABEL_AT = Long.BYTES + 1;
    private static final int CELL_LENGTH_AT = LABEL_AT + Integer.BYTES;
    private static final int CELL_AT = CELL_LENGTH_AT + Short.BYTES;

    /** Conversation, duplicates, home and the two caps stand at the end. */
    private static final int TAIL = 2 * Long.BYTES + 3 * Integer.BYTES;

    private static final char SEPARATOR = '\0';

    private final Bytes bytes;

    private Offer(Bytes bytes) {
        this.bytes = bytes;
    }

    /**
     * @param pool the pool's id
     * @param home the partition of the turn's message
     */
    static Offer of(long pool, Pool caps, Candidate candidate, int home) {
        byte[] cell = (candidate.cell().stratum() + SEPARATOR + candidate.cell().position()).getBytes(UTF_8);
        byte[] messageId = candidate.messageId().getBytes(UTF_8);
        return new Offer(Bytes.wrap(ByteBuffer.allocate(CELL_AT + cell.length + Long.BYTES + messageId.length + TAIL)
                .putLong(pool)
                .put((byte) candidate.split().ordinal())
                .putInt(candidate.share().label())
                .putShort((short) cell.length)
                .put(cell)
                .putLong(candidate.draw())
                .put(messageId)
                .putLong(SeededHash.of(UNSEEDED, candidate.conversationId()))
                .putLong(candidate.duplicates())
                .putInt(home)
                .putInt(caps.capPerConversation().limit())
                .putInt(caps.capPerText().limit())
                .array()));
    }

    /** An offer that was written before. */
    static Offer of(Bytes bytes) {
        return new Offer(bytes);
    }

    /** The offer as a key. */
    Bytes bytes() {
        return bytes;
    }

    /** What stands for the offer where its parts are not needed. */
    long identity() {
        return Hashing.xxh3_64().hashBytesToLong(bytes.get());
    }

    long pool() {
        return buffer().getLong(0);
    }

    Split split() {
        return Split.values()[bytes.get()[Long.BYTES]];
    }

    Share share() {
        return new Share(split(), buffer().getInt(LABEL_AT));
    }

    Cell cell() {
        return cell(bytes);
    }

    /** What the keys of a cell's offers begin with. */
    Bytes cellPrefix() {
        return Bytes.wrap(Arrays.copyOf(bytes.get(), drawAt()));
    }

    /** What the keys of a share's offers begin with. */
    Bytes sharePrefix() {
        return Bytes.wrap(Arrays.copyOf(bytes.get(), CELL_LENGTH_AT));
    }

    String messageId() {
        int from = drawAt() + Long.BYTES;
        return new String(bytes.get(), from, tailAt() - from, UTF_8);
    }

    /** The hash of its conversation's id. */
    long conversation() {
        return buffer().getLong(tailAt());
    }

    /** What it is a duplicate with. */
    long duplicates() {
        return buffer().getLong(tailAt() + Long.BYTES);
    }

    /** The partition of its message. */
    int home() {
        return buffer().getInt(tailAt() + 2 * Long.BYTES);
    }

    int capPerConversation() {
        return buffer().getInt(tailAt() + 2 * Long.BYTES + Integer.BYTES);
    }

    boolean isCappedPerConversation() {
        return capPerConversation() != Cap.NONE.limit();
    }

    int capPerText() {
        return buffer().getInt(tailAt() + 2 * Long.BYTES + 2 * Integer.BYTES);
    }

    /** Its key among the offers of a group: by split, and within it by draw. All that it is stands in it. */
    Bytes keyInGroup(Bytes group) {
        byte[] all = bytes.get();
        int draw = drawAt();
        return Bytes.wrap(ByteBuffer.allocate(group.get().length + all.length - Long.BYTES)
                .put(group.get())
                .put(all[Long.BYTES])
                .put(all, draw, all.length - draw)
                .put(all, LABEL_AT, draw - LABEL_AT)
                .array());
    }

    /** The cell of an offer, or of what the keys of its offers begin with. */
    static Cell cell(Bytes key) {
        var buffer = ByteBuffer.wrap(key.get());
        String text = new String(key.get(), CELL_AT, buffer.getShort(CELL_LENGTH_AT), UTF_8);
        int separator = text.indexOf(SEPARATOR);
        return new Cell(text.substring(0, separator), text.substring(separator + 1));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Offer offer && bytes.equals(offer.bytes);
    }

    @Override
    public int hashCode() {
        return bytes.hashCode();
    }

    private int drawAt() {
        return CELL_AT + buffer().getShort(CELL_LENGTH_AT);
    }

    private int tailAt() {
        return bytes.get().length - TAIL;
    }

    private ByteBuffer buffer() {
        return ByteBuffer.wrap(bytes.get());
    }
}
