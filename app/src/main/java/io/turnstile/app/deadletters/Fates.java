package io.turnstile.app.deadletters;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.turnstile.topic.Cleanup;
import io.turnstile.topic.Topic;
import io.turnstile.topic.TopicCatalogue;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;

/** Decides what a replay does with letters, by what has come in their topics since. */
final class Fates {

    /** The header of a record that was sent again: the place of its letter. */
    static final String REPLAY_OF = "turnstile.replay-of";

    private final TopicCatalogue topics;
    private final TopicReader reader;
    private final Consumer<String> progress;

    /** Letters of which a replay has sent the record. */
    private final Set<Place> replayed = new HashSet<>();

    /** Records that failed and still stand in their topic. */
    private final Set<Place> standing = new HashSet<>();

    /** Of keys that letters have, where the latest record stands. */
    private final Map<TopicKey, Place> latest = new HashMap<>();

    private Fates(TopicCatalogue topics, TopicReader reader, Consumer<String> progress) {
        this.topics = topics;
        this.reader = reader;
        this.progress = progress;
    }

    private record TopicKey(String topic, String key) {}

    /** In the order of the letters. */
    static Map<Letter, Fate> of(
            Collection<Letter> letters, TopicCatalogue topics, TopicReader reader, Consumer<String> progress) {
        var fates = new Fates(topics, reader, progress);
        fates.look(letters);
        var all = new LinkedHashMap<Letter, Fate>();
        letters.forEach(letter -> all.put(letter, fates.of(letter)));
        return all;
    }

    /** Each partition is read once, from the first record that failed. */
    private void look(Collection<Letter> letters) {
        Map<TopicPartition, List<Letter>> byPartition = letters.stream()
                .filter(this::isOfOurs)
                .collect(Collectors.groupingBy(letter -> source(letter).in()));
        byPartition.forEach((partition, failed) -> {
            long first = failed.stream()
                    .mapToLong(letter -> source(letter).offset())
                    .min()
                    .orElseThrow();
            Map<Place, List<Letter>> places = failed.stream().collect(Collectors.groupingBy(Fates::source));
            Set<String> keys =
                    failed.stream().flatMap(letter -> letter.key().stream()).collect(Collectors.toSet());
            var from = new Place(partition.topic(), partition.partition(), first);
            progress.accept(
                    "looking through " + partition + " from offset " + first + ", for " + failed.size() + " letters");
            reader.from(from, record -> {
                if (places.getOrDefault(Place.of(record), List.of()).stream().anyMatch(letter -> letter.isOf(record))) {
                    standing.add(Place.of(record));
                }
                noteKey(record, keys);
                noteReplay(record);
            });
        });
    }

    private void noteKey(ConsumerRecord<byte[], byte[]> record, Set<String> keys) {
        if (record.key() != null) {
            String key = new String(record.key(), UTF_8);
            if (keys.contains(key)) {
                latest.put(new TopicKey(record.topic(), key), Place.of(record));
            }
        }
    }

    private void noteReplay(ConsumerRecord<byte[], byte[]> record) {
        Header header = record.headers().lastHeader(REPLAY_OF);
        if (header != null) {
            Place.parse(new String(header.value(), UTF_8)).ifPresent(replayed::add);
        }
    }

    private Fate of(Letter letter) {
        if (letter.isOfProducer()) {
            return Fate.NEVER_SENT;
        }
        if (!isOfOurs(letter)) {
            return Fate.INTERNAL;
        }
        if (replayed.contains(letter.at())) {
            return Fate.REPLAYED_BEFORE;
        }
        if (isSuperseded(letter)) {
            return Fate.SUPERSEDED;
        }
        return standing.contains(source(letter)) || letter.hasBytes() ? Fate.REPLAYED : Fate.GONE;
    }

    private boolean isSuperseded(Letter letter) {
        Place source = source(letter);
        boolean isCompacted =
                topics.find(source.topic()).map(Topic::cleanup).stream().anyMatch(Cleanup.COMPACT::equals);
        return isCompacted
                && letter.key()
                        .map(key -> latest.get(new TopicKey(source.topic(), key)))
                        .filter(place -> place.offset() > source.offset())
                        .isPresent();
    }

    private boolean isOfOurs(Letter letter) {
        return letter.source().flatMap(place -> topics.find(place.topic())).isPresent();
    }

    private static Place source(Letter letter) {
        return letter.source().orElseThrow();
    }
}
