package io.turnstile.streams;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.turnstile.schema.TelemetryRow;
import io.turnstile.topic.Topic;
import io.turnstile.topic.TopicCatalogue;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificDatumReader;

/**
 * What stands in topics, as it must be the same bit for bit whatever the way there: Avro bytes without the revision, for
 * conversations, and without what tells tries apart. Beside them the same as text, for a failure to be read.
 *
 * @param texts by topic and key
 * @param bytes in hex, by topic and key
 */
record Standing(SortedMap<String, String> texts, SortedMap<String, String> bytes) {

    /** The wire format's magic byte and schema id. */
    private static final int HEADER_BYTES = 5;

    private static final String ABSENT = "nothing";

    static Standing empty() {
        return new Standing(new TreeMap<>(), new TreeMap<>());
    }

    /** The conversations that rows give, complete and partial, in a test driver: row by row, then quiet. */
    static Standing undisturbed(List<TelemetryRow> rows) {
        try (var driver = new PipelineDriver()) {
            driver.send(rows);
            driver.quiet();
            TopicCatalogue topics = PipelineDriver.topics();
            return empty().with(topics.conversations(), driver.standing(topics.conversations(), ""), "")
                    .with(topics.partialConversations(), driver.standing(topics.partialConversations(), ""), "");
        }
    }

    /**
     * Adds the records of a topic.
     *
     * @param topic known by its name without the installation's prefix
     * @param prefix what the try puts before every id; of one length in all tries
     */
    Standing with(Topic<?> topic, Map<String, byte[]> records, String prefix) {
        var all = new Standing(new TreeMap<>(texts), new TreeMap<>(bytes));
        records.forEach((key, value) -> {
            String name = topic.name().substring(topic.name().indexOf('.') + 1);
            String place = name + " " + key.replace(prefix, "");
            all.texts.put(place, text(topic, value).replace(prefix, ""));
            all.bytes.put(place, hex(content(topic, value), prefix));
        });
        return all;
    }

    /** The same without a topic. */
    Standing without(String topic) {
        var rest = new Standing(new TreeMap<>(texts), new TreeMap<>(bytes));
        rest.texts.keySet().removeIf(place -> place.startsWith(topic + " "));
        rest.bytes.keySet().removeIf(place -> place.startsWith(topic + " "));
        return rest;
    }

    /** Place by place, as text first: the first that differs is what a failure shows. */
    void assertIsSameAs(Standing other) {
        var places = new TreeSet<>(texts.keySet());
        places.addAll(other.texts.keySet());
        for (String place : places) {
            assertThat(texts.getOrDefault(place, ABSENT)).as(place).isEqualTo(other.texts.getOrDefault(place, ABSENT));
        }
        assertThat(bytes).isEqualTo(other.bytes);
    }

    boolean holdsAnyOf(String topic) {
        return texts.keySet().stream().anyMatch(place -> place.startsWith(topic + " "));
    }

    private static String text(Topic<?> topic, byte[] value) {
        try {
            var decoder = DecoderFactory.get().binaryDecoder(value, HEADER_BYTES, value.length - HEADER_BYTES, null);
            Object read = new SpecificDatumReader<>(topic.valueSchema().orElseThrow()).read(null, decoder);
            return read.toString().replaceFirst("\"revision\": \\d+, ", "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The revision is a conversation's second field, after its id, which is the key. */
    private static byte[] content(Topic<?> topic, byte[] value) {
        var stream = new ByteArrayInputStream(value, HEADER_BYTES, value.length - HEADER_BYTES);
        if (topic.valueSchema().orElseThrow().getField("revision") == null) {
            return stream.readAllBytes();
        }
        try {
            // Direct: a buffering decoder would read ahead of the revision.
            var decoder = DecoderFactory.get().directBinaryDecoder(stream, null);
            decoder.skipString();
            decoder.readInt();
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String hex(byte[] content, String prefix) {
        String stripped = new String(content, ISO_8859_1).replace(prefix, "");
        return HexFormat.of().formatHex(stripped.getBytes(ISO_8859_1));
    }
}
