package io.turnstile.streams.balancing;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.apache.kafka.common.utils.Bytes;

/** What is kept of a group of more than one: which offer is the first, and how many of its split go on. */
final class GroupHeader {

    private static final byte ALONE = 0;
    private static final byte SEVERAL = 1;

    private final Bytes group;
    private final boolean isNew;
    private Bytes first;
    private Cut cut;

    private GroupHeader(Bytes group, boolean isNew, Bytes first, Cut cut) {
        this.group = group;
        this.isNew = isNew;
        this.first = first;
        this.cut = cut;
    }

    /** A group of one, as it is stored. */
    static byte[] alone(Offer offer) {
        byte[] bytes = offer.bytes().get();
        return ByteBuffer.allocate(1 + bytes.length).put(ALONE).put(bytes).array();
    }

    static boolean isAlone(byte[] stored) {
        return stored[0] == ALONE;
    }

    /** The offer of a group of one. */
    static Offer alone(byte[] stored) {
        return Offer.of(Bytes.wrap(Arrays.copyOfRange(stored, 1, stored.length)));
    }

    /** The header of a group that had one offer, which went on. */
    static GroupHeader of(Bytes group, Offer offer) {
        Bytes row = offer.keyInGroup(group);
        return new GroupHeader(group, true, row, Cut.all(splitPrefix(group, split(group, row)), 1));
    }

    static GroupHeader decode(Bytes group, byte[] stored) {
        var buffer = ByteBuffer.wrap(stored, 1, stored.length - 1);
        byte[] first = new byte[buffer.getShort()];
        buffer.get(first);
        Bytes row = Bytes.wrap(first);
        return new GroupHeader(group, false, row, Cut.read(splitPrefix(group, split(group, row)), buffer));
    }

    byte[] encode() {
        byte[] key = first.get();
        var buffer = ByteBuffer.allocate(1 + Short.BYTES + key.length + cut.writtenBytes());
        buffer.put(SEVERAL).putShort((short) key.length).put(key);
        return cut.write(buffer).array();
    }

    /** Whether it is not stored yet. */
    boolean isNew() {
        return isNew;
    }

    /** The key of the first by draw of all splits. */
    Bytes first() {
        return first;
    }

    /** Of the first's split. */
    Cut cut() {
        return cut;
    }

    /** Where the row is of another split, its cut is before the first row. */
    void setFirst(Bytes row) {
        cut = isOfSplit(row) ? cut : Cut.none(splitPrefix(group, split(group, row)));
        first = row;
    }

    /** Whether a row comes before the first. */
    boolean isAfter(Bytes row) {
        return compareDraws(group, row, first) < 0;
    }

    boolean isOfSplit(Bytes row) {
        return split(group, row) == split(group, first);
    }

    /** What the keys of a group's rows of a split begin with. */
    static Bytes splitPrefix(Bytes group, byte split) {
        byte[] prefix = Arrays.copyOf(group.get(), group.get().length + 1);
        prefix[group.get().length] = split;
        return Bytes.wrap(prefix);
    }

    /** Compares two rows of a group whatever their splits. */
    static int compareDraws(Bytes group, Bytes one, Bytes other) {
        int from = group.get().length + 1;
        return Arrays.compareUnsigned(one.get(), from, one.get().length, other.get(), from, other.get().length);
    }

    private static byte split(Bytes group, Bytes row) {
        return row.get()[group.get().length];
    }
}
