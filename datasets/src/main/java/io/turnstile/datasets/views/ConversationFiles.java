package io.turnstile.datasets.views;

import io.turnstile.datasets.export.ExportException;
import io.turnstile.datasets.export.ExportPart;
import io.turnstile.datasets.export.ExportProgress;
import io.turnstile.datasets.export.TopicOffsets;
import io.turnstile.datasets.export.TopicReader;
import io.turnstile.schema.Conversation;
import io.turnstile.serde.AvroSerdes;
import io.turnstile.topic.Topic;
import io.turnstile.topic.TopicCatalogue;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Deserializer;

/** The views of whole conversations as a part of an export: the latest of each in topic {@code conversations}. */
public final class ConversationFiles implements ExportPart {

    private static final int SHOWN_EVERY = 100;

    private final Topic<Conversation> topic;

    public ConversationFiles(TopicCatalogue topics) {
        topic = topics.conversations();
    }

    @Override
    public String name() {
        return "conversations";
    }

    @Override
    public List<Topic<?>> topics() {
        return List.of(topic);
    }

    @Override
    public Result write(Place place) throws IOException {
        try (var spool = ConversationSpool.open(place.work())) {
            long late = read(place, spool);
            ViewCounts counts = written(place, spool);
            SortedMap<String, Long> rows = new ParquetCopies(place.directory(), place.work()).of(counts.lines());
            return result(counts, rows, spool.schemaIds(), late);
        } catch (SQLException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /** Returns how many conversations have records behind the offsets only. */
    private long read(Place place, ConversationSpool spool) throws IOException, SQLException {
        TopicOffsets until = place.offsets().get(topic.name());
        try (var reader = new TopicReader(place.cluster())) {
            reader.read(spool.positions(), until, new Spooling(spool, until, place.progress()), place.progress());
            spool.commit();
            return spool.late(reader, until, place.progress());
        } catch (SpoolException e) {
            throw e.cause;
        }
    }

    private ViewCounts written(Place place, ConversationSpool spool) throws IOException, SQLException {
        Deserializer<Conversation> deserializer =
                new AvroSerdes(place.cluster().registryUrl()).valueSerde(topic).deserializer();
        try (var views = ConversationViews.create(place.directory(), place.splitSeed())) {
            var progress = new Written(place.progress());
            spool.readLatest((id, value) -> {
                views.add(decoded(id, value, deserializer));
                progress.count();
            });
            return views.counts();
        }
    }

    /** @throws ExportException if the record cannot be read; it says which, and nothing that it holds */
    private Conversation decoded(String id, byte[] value, Deserializer<Conversation> deserializer) {
        try {
            return deserializer.deserialize(topic.name(), value);
        } catch (RuntimeException e) {
            throw new ExportException(
                    "The record of conversation " + id + " in topic " + topic.name() + " cannot be read: "
                            + e.getMessage()
                            + ". Check registry.url; if the record is none of Turnstile's, it must be deleted.",
                    e);
        }
    }

    private Result result(ViewCounts counts, SortedMap<String, Long> rows, SortedSet<Integer> schemaIds, long late) {
        var statistics = new TreeMap<String, Long>();
        statistics.put("chat_turns", counts.chatTurns());
        for (LeftOutTurn reason : LeftOutTurn.values()) {
            statistics.put("turns_in_no_chat." + reason, counts.leftOutTurns().getOrDefault(reason, 0L));
        }
        for (LeftOutConversation reason : LeftOutConversation.values()) {
            statistics.put(
                    "conversations_left_out." + reason,
                    counts.leftOutConversations().getOrDefault(reason, 0L));
        }
        return new Result(rows, statistics, new TreeMap<>(Map.of(topic.name(), schemaIds)), late);
    }

    /** Carries what fails through the reader, which knows nothing of the spool. */
    private static final class SpoolException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final IOException cause;

        SpoolException(Exception cause) {
            super(cause);
            this.cause = cause instanceof IOException io ? io : new IOException(cause.getMessage(), cause);
        }
    }

    private record Spooling(ConversationSpool spool, TopicOffsets until, ExportProgress progress)
            implements TopicReader.Sink {

        @Override
        public void add(ConsumerRecord<byte[], byte[]> record) {
            try {
                spool.add(record);
            } catch (IOException e) {
                throw new SpoolException(e);
            }
        }

        @Override
        public void reached(SortedMap<Integer, Long> positions) {
            try {
                spool.reached(positions);
            } catch (IOException | SQLException e) {
                throw new SpoolException(e);
            }
            long sum = positions.values().stream().mapToLong(Long::longValue).sum();
            progress.show(String.format(Locale.ROOT, "reading conversations: %,d of %,d offsets", sum, until.sum()));
        }
    }

    /** Says how many conversations were written, and asks now and then whether to stop. */
    private static final class Written {

        private final ExportProgress progress;
        private int count;

        Written(ExportProgress progress) {
            this.progress = progress;
        }

        void count() {
            count++;
            if (count % SHOWN_EVERY == 0) {
                progress.check();
                progress.show(String.format(Locale.ROOT, "writing conversations: %,d", count));
            }
        }
    }
}
