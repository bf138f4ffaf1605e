package io.turnstile.embedded.kusto;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.turnstile.embedded.kql.KqlColumn;
import io.turnstile.embedded.kql.KqlType;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/**
 * Rows as deflated bytes. Telemetry repeats itself, so that takes about a seventh of the space of its text. Dynamic values
 * stay JSON until somebody asks for them: most queries look at few.
 */
final class RowCodec {

    private RowCodec() {}

    /** @param rows values of the Java types that {@link KqlType} names, or null */
    static byte[] encode(List<KqlColumn> columns, List<Object[]> rows) {
        var bytes = new ByteArrayOutputStream();
        var deflater = new Deflater(Deflater.BEST_SPEED);
        try (var out = new DataOutputStream(new DeflaterOutputStream(bytes, deflater))) {
            for (Object[] row : rows) {
                for (int i = 0; i < columns.size(); i++) {
                    write(out, columns.get(i).type(), row[i]);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            deflater.end();
        }
        return bytes.toByteArray();
    }

    /** As they were encoded, but for dynamic values, which are their JSON as bytes. */
    static List<Object[]> decode(List<KqlColumn> columns, byte[] bytes, int count) {
        var rows = new ArrayList<Object[]>(count);
        try (var in = new DataInputStream(new InflaterInputStream(new ByteArrayInputStream(bytes)))) {
            for (int r = 0; r < count; r++) {
                var row = new Object[columns.size()];
                for (int i = 0; i < row.length; i++) {
                    row[i] = read(in, columns.get(i).type());
                }
                rows.add(row);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return rows;
    }

    private static void write(DataOutputStream out, KqlType type, Object value) throws IOException {
        out.writeBoolean(value != null);
        if (value == null) {
            return;
        }
        switch (type) {
            case BOOL -> out.writeBoolean((Boolean) value);
            case INT -> out.writeInt((Integer) value);
            case LONG -> out.writeLong((Long) value);
            case REAL -> out.writeDouble((Double) value);
            case DATETIME -> writeTime(out, ((Instant) value).getEpochSecond(), ((Instant) value).getNano());
            case TIMESPAN -> writeTime(out, ((Duration) value).getSeconds(), ((Duration) value).getNano());
            case DECIMAL, GUID, STRING -> writeBytes(out, value.toString().getBytes(UTF_8));
            case DYNAMIC -> writeBytes(out, ColumnValue.JSON.writeValueAsBytes((JsonNode) value));
        }
    }

    private static Object read(DataInputStream in, KqlType type) throws IOException {
        if (!in.readBoolean()) {
            return null;
        }
        return switch (type) {
            case BOOL -> in.readBoolean();
            case INT -> in.readInt();
            case LONG -> in.readLong();
            case REAL -> in.readDouble();
            case DATETIME -> Instant.ofEpochSecond(in.readLong(), in.readInt());
            case TIMESPAN -> Duration.ofSeconds(in.readLong(), in.readInt());
            case DECIMAL -> new BigDecimal(new String(readBytes(in), UTF_8));
            case GUID -> UUID.fromString(new String(readBytes(in), UTF_8));
            case STRING -> new String(readBytes(in), UTF_8);
            case DYNAMIC -> readBytes(in);
        };
    }

    private static void writeTime(DataOutputStream out, long seconds, int nanos) throws IOException {
        out.writeLong(seconds);
        out.writeInt(nanos);
    }

    private static void writeBytes(DataOutputStream out, byte[] bytes) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static byte[] readBytes(DataInputStream in) throws IOException {
        var bytes = new byte[in.readInt()];
        in.readFully(bytes);
        return bytes;
    }
}
