package io.turnstile.app.deadletters;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.turnstile.config.Cluster;
import io.turnstile.config.Settings;
import io.turnstile.producers.ProducerConfiguration;
import io.turnstile.topic.Topic;
import io.turnstile.topic.TopicCatalogue;
import io.turnstile.topic.TopicConfiguration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Sends the records of dead letters to their topics again, as they were: key, bytes and headers, in the same partition.
 * Each has one header more, by which the next replay knows it. What was sent before a replay was killed is not sent by the
 * next one.
 */
final class Replay {

    /** Few enough that a killed replay leaves no transaction behind that holds readers up for long. */
    private static final int RECORDS_IN_A_TRANSACTION = 500;

    private final Cluster cluster;
    private final TopicCatalogue topics;
    private final ProducerConfiguration configuration;
    private final Consumer<String> progress;

    private Replay(
            Cluster cluster, TopicCatalogue topics, ProducerConfiguration configuration, Consumer<String> progress) {
        this.cluster = cluster;
        this.topics = topics;
        this.configuration = configuration;
        this.progress = progress;
    }

    /**
     * A replay on the cluster that is configured.
     *
     * @param progress is told what is read and how many records have been sent, for people
     */
    static Replay of(Settings settings, Consumer<String> progress) {
        return new Replay(
                Cluster.from(settings),
                new TopicCatalogue(TopicConfiguration.from(settings)),
                ProducerConfiguration.from(settings),
                progress);
    }

    /** What would become of letters. Sends nothing. */
    Map<Letter, Fate> preview(LetterSelection selection) {
        try (var reader = new TopicReader(cluster)) {
            return fates(selection, reader);
        }
    }

    /**
     * Replays.
     *
     * @return what became of each letter that is meant
     * @throws org.apache.kafka.common.KafkaException if a topic cannot be read or written; what was told to be sent is
     */
    Map<Letter, Fate> run(LetterSelection selection) {
        try (var producer = new KafkaProducer<>(
                        cluster.clientProperties(clientProperties()),
                        new ByteArraySerializer(),
                        new ByteArraySerializer());
                var reader = new TopicReader(cluster)) {
            // First of all: another replay can then send nothing more that would not be seen.
            producer.initTransactions();
            Map<Letter, Fate> fates = fates(selection, reader);
            List<Letter> due = fates.entrySet().stream()
                    .filter(entry -> entry.getValue() == Fate.REPLAYED)
                    .map(Map.Entry::getKey)
                    .toList();
            for (int from = 0; from < due.size(); from += RECORDS_IN_A_TRANSACTION) {
                int to = Math.min(due.size(), from + RECORDS_IN_A_TRANSACTION);
                send(due.subList(from, to), producer, reader);
                progress.accept(to + " of " + due.size() + " records are sent again");
            }
            return fates;
        }
    }

    private Map<Letter, Fate> fates(LetterSelection selection, TopicReader reader) {
        var letters = new ArrayList<Letter>();
        reader.all(topics.deadLetters().name(), record -> {
            Letter letter = Letter.of(record);
            if (selection.takes(letter)) {
                letters.add(letter);
            }
        });
        return Fates.of(letters, topics, reader, progress);
    }

    private void send(List<Letter> letters, KafkaProducer<byte[], byte[]> producer, TopicReader reader) {
        producer.beginTransaction();
        for (Letter letter : letters) {
            producer.send(again(letter, reader));
        }
        producer.commitTransaction();
    }

    /** From its topic if it is still there, because the letter has not its headers. */
    private static ProducerRecord<byte[], byte[]> again(Letter letter, TopicReader reader) {
        Place source = letter.source().orElseThrow();
        var original = reader.at(source).filter(letter::isOf);
        if (original.isPresent()) {
            ConsumerRecord<byte[], byte[]> record = original.get();
            return again(letter, record, record.timestamp(), new RecordHeaders(record.headers()));
        }
        ConsumerRecord<byte[], byte[]> bytes = reader.at(letter.at())
                .orElseThrow(() -> new IllegalStateException("The dead letter at " + letter.at()
                        + " and its record at " + source
                        + " went while they were replayed: their retention is over. Run the command again."));
        return again(letter, bytes, null, new RecordHeaders());
    }

    /** @param timestamp null for the time at which it is sent */
    private static ProducerRecord<byte[], byte[]> again(
            Letter letter, ConsumerRecord<byte[], byte[]> record, Long timestamp, Headers headers) {
        headers.remove(Fates.REPLAY_OF);
        headers.add(Fates.REPLAY_OF, letter.at().toString().getBytes(UTF_8));
        Place source = letter.source().orElseThrow();
        return new ProducerRecord<>(
                source.topic(), source.partition(), timestamp, record.key(), record.value(), headers);
    }

    private Map<String, Object> clientProperties() {
        int largest =
                topics.all().stream().mapToInt(Topic::maxMessageBytes).max().orElseThrow();
        return Map.of(
                "transactional.id",
                configuration.transactionalId() + "-replay",
                "acks",
                "all",
                "compression.type",
                "lz4",
                "max.request.size",
                largest);
    }
}
