package io.turnstile.producers.jsonl;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;

/**
 * Splits bytes into lines in bounded memory. Bytes, not characters: what cannot be decoded is kept as it is. A byte
 * order mark at the start is left out.
 */
final class LineReader implements AutoCloseable {

    /** What is kept of a line that is too long: enough for a person to recognise it. */
    private static final int KEPT_OF_TOO_LONG = 64 * 1024;

    private static final int BUFFER = 64 * 1024;
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final InputStream input;
    private final int maxLineBytes;
    private final byte[] buffer = new byte[BUFFER];
    private int position;
    private int limit;
    private long number;

    LineReader(InputStream input, int maxLineBytes) {
        this.input = input;
        this.maxLineBytes = maxLineBytes;
    }

    /** The next line, or empty at the end. */
    Optional<Line> next() throws IOException {
        if (number == 0) {
            skipByteOrderMark();
        }
        if (!fill()) {
            return Optional.empty();
        }
        number++;
        var bytes = new ByteArrayOutputStream();
        long length = 0;
        do {
            int end = lineEnd();
            int room = (int) Math.max(0, maxLineBytes - length);
            bytes.write(buffer, position, Math.min(end - position, room));
            length += end - position;
            position = end;
        } while (position == limit && fill());
        // Past the line's end, where one was found and not the file's.
        position += position < limit && buffer[position] == '\n' ? 1 : 0;
        return Optional.of(line(bytes.toByteArray(), length > maxLineBytes));
    }

    /** Whether there is a byte at the position, reading on if need be. */
    private boolean fill() throws IOException {
        if (position == limit) {
            position = 0;
            limit = Math.max(0, input.read(buffer));
        }
        return position < limit;
    }

    private int lineEnd() {
        int end = position;
        while (end < limit && buffer[end] != '\n') {
            end++;
        }
        return end;
    }

    private Line line(byte[] bytes, boolean isTooLong) {
        return isTooLong
                ? new Line(number, Arrays.copyOf(bytes, Math.min(bytes.length, KEPT_OF_TOO_LONG)), true)
                : new Line(number, bytes, false);
    }

    private void skipByteOrderMark() throws IOException {
        limit = input.readNBytes(buffer, 0, BYTE_ORDER_MARK.length);
        if (limit == BYTE_ORDER_MARK.length && Arrays.equals(Arrays.copyOf(buffer, limit), BYTE_ORDER_MARK)) {
            position = limit;
        }
    }

    @Override
    public void close() throws IOException {
        input.close();
    }
}
