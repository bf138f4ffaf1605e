package io.turnstile.datasets.export;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The distinct texts of a snapshot; of equal ones that of the smallest message id. They are not sorted: that would take memory
 * for all of them. The same query gives them in the same order each time, and that is checked.
 */
final class StoredTexts implements TextClusters.Texts {

    private final WorkFile work;
    private final int size;
    private final List<Long> hashes = new ArrayList<>();

    StoredTexts(WorkFile work) throws SQLException {
        this.work = work;
        this.size = Math.toIntExact(work.number("SELECT count(*) FROM text_place"));
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public void forEach(Consumer<String> action) {
        var place = new int[1];
        try {
            work.query("SELECT text_hash, text FROM turn SEMI JOIN text_place USING (message_id, text_hash)", row -> {
                note(place[0]++, row.getLong(1));
                action.accept(row.getString(2));
            });
        } catch (SQLException e) {
            throw new ExportException("The texts cannot be read from the work file: " + e.getMessage(), e);
        }
    }

    /** The hash of each text, in the order in which they are read. */
    List<Long> hashes() {
        if (hashes.isEmpty()) {
            forEach(text -> {});
        }
        return hashes;
    }

    private void note(int place, long hash) {
        if (place == hashes.size()) {
            hashes.add(hash);
        } else if (hashes.get(place) != hash) {
            throw new IllegalStateException("DuckDB gave the texts of the work file in another order than before.");
        }
    }
}
