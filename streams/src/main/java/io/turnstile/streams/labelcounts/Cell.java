package io.turnstile.streams.labelcounts;

import io.turnstile.schema.DatasetKind;
import io.turnstile.schema.LabelCount;
import io.turnstile.schema.LabeledTurn;
import io.turnstile.schema.Position;
import io.turnstile.schema.state.CountedLabel;
import org.apache.kafka.streams.KeyValue;

/** What is counted together: a dataset, a stratum of it, a position in the conversation, a label. */
record Cell(DatasetKind dataset, String stratum, Position position, int label) {

    private static final String SEPARATOR = "/";

    /** What the count needs of a labelled turn; null for a retracted one. */
    static CountedLabel counted(LabeledTurn turn) {
        return turn == null ? null : new CountedLabel(turn.getMemberships(), turn.getLabel());
    }

    /** The cell of a label in a dataset; null where it is no member. */
    static Cell of(CountedLabel label, DatasetKind dataset) {
        return label.getMemberships().stream()
                .filter(membership -> membership.getDataset() == dataset)
                .map(membership ->
                        new Cell(dataset, membership.getStratum(), membership.getPosition(), label.getLabel()))
                .findFirst()
                .orElse(null);
    }

    /** The count as the topic carries it. @param key dataset/stratum/position/label */
    static LabelCount count(String key, Long count) {
        String[] parts = key.split(SEPARATOR);
        return new LabelCount(
                DatasetKind.valueOf(parts[0]), parts[1], Position.valueOf(parts[2]), Integer.valueOf(parts[3]), count);
    }

    /** The cell as key and value of its group. */
    KeyValue<String, String> grouped() {
        return KeyValue.pair(key(), "");
    }

    private String key() {
        return String.join(SEPARATOR, dataset.name(), stratum, position.name(), Integer.toString(label));
    }
}
