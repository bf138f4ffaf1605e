package io.turnstile.streams.labelcounts;

import io.turnstile.schema.DatasetKind;
import io.turnstile.schema.LabelCount;
import io.turnstile.schema.LabeledTurn;
import io.turnstile.schema.state.CountedLabel;
import io.turnstile.serde.StateSerde;
import io.turnstile.streams.StageContext;
import java.util.Locale;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.KTable;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Labelled turns to running counts: {@code labeled} to {@code label-counts}. A count is a table's count: a corrected
 * label is subtracted from its old cell and added to its new one, a retracted label is subtracted.
 */
public record LabelCountsTopology(StageContext stage) {

    /** The stage's name, the first part of the names of its nodes and stores. */
    public static final String NAME = "label-counts";

    static final String LABELS = NAME + ".labels";

    public void addTo(StreamsBuilder builder) {
        addTo(stage.read(builder, stage.topics().labeled(), NAME + ".source"));
    }

    /** @param turns the labelled turns, where another stage of the application reads them */
    public void addTo(KStream<String, LabeledTurn> turns) {
        KTable<String, CountedLabel> labels = turns.mapValues(Cell::counted, Named.as(NAME + ".to-label"))
                .toTable(
                        Named.as(NAME + ".label-table"),
                        Materialized.<String, CountedLabel, KeyValueStore<Bytes, byte[]>>as(LABELS)
                                .withKeySerde(Serdes.String())
                                .withValueSerde(StateSerde.of(CountedLabel.class)));
        for (DatasetKind dataset : DatasetKind.values()) {
            count(labels, dataset);
        }
    }

    private void count(KTable<String, CountedLabel> labels, DatasetKind dataset) {
        String name = node(dataset);
        KStream<String, LabelCount> counts = labels.filter(
                        (messageId, label) -> Cell.of(label, dataset) != null, Named.as(name + "-only"))
                .groupBy(
                        (messageId, label) -> Cell.of(label, dataset).grouped(),
                        Grouped.with(name + "-cells", Serdes.String(), Serdes.String()))
                .count(
                        Named.as(name + "-count"),
                        Materialized.<String, Long, KeyValueStore<Bytes, byte[]>>as(countStore(dataset))
                                .withKeySerde(Serdes.String())
                                .withValueSerde(Serdes.Long()))
                .toStream(Named.as(name + "-changes"))
                .mapValues(Cell::count, Named.as(name + "-to-count"));
        stage.write(counts, stage.topics().labelCounts(), name + "-sink");
    }

    private static String countStore(DatasetKind dataset) {
        return node(dataset) + "-counts";
    }

    private static String node(DatasetKind dataset) {
        return NAME + "." + dataset.name().toLowerCase(Locale.ROOT);
    }
}
