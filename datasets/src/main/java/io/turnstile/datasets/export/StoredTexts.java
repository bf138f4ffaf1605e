package io.turnstile.datasets.export;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.turnstile.datasets.neardup.TextSource;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * The distinct texts of a snapshot in a file, one behind the other; of equal ones that of the smallest message id. DuckDB
 * gives them in one pass and unsorted: to sort them, or to find one among them, would take memory or time for all.
 */
final class StoredTexts implements TextSource, AutoCloseable {

    private static final String NAME = "texts";

    private final int size;
    private final List<Long> hashes;
    private final Path file;
    private final RandomAccessFile texts;

    /** Where each text ends. */
    private final long[] ends;

    private final ExportProgress progress;

    private StoredTexts(int size, List<Long> hashes, Path file, long[] ends, ExportProgress progress)
            throws IOException {
        this.size = size;
        this.hashes = hashes;
        this.file = file;
        this.ends = ends;
        this.progress = progress;
        this.texts = new RandomAccessFile(file.toFile(), "r");
    }

    /**
     * Takes the texts of table {@code text_place} out of the work file.
     *
     * @param progress is asked at each text whether to stop: to compare them can take minutes
     */
    static StoredTexts of(WorkFile work, ExportProgress progress) throws SQLException {
        int size = Math.toIntExact(work.number("SELECT count(*) FROM text_place"));
        var hashes = new ArrayList<Long>(size);
        var ends = new long[size];
        Path file = work.directory().resolve(NAME);
        try (var output = new BufferedOutputStream(Files.newOutputStream(file))) {
            work.query("SELECT text_hash, text FROM turn SEMI JOIN text_place USING (message_id, text_hash)", row -> {
                byte[] text = row.getString(2).getBytes(UTF_8);
                long begin = hashes.isEmpty() ? 0 : ends[hashes.size() - 1];
                ends[hashes.size()] = begin + text.length;
                hashes.add(row.getLong(1));
                write(text, output, file);
            });
        } catch (IOException e) {
            throw failed(file, e);
        }
        return open(size, hashes, file, ends, progress);
    }

    private static StoredTexts open(int size, List<Long> hashes, Path file, long[] ends, ExportProgress progress) {
        try {
            return new StoredTexts(size, hashes, file, ends, progress);
        } catch (IOException e) {
            throw failed(file, e);
        }
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public String at(int place) {
        progress.check();
        long begin = place == 0 ? 0 : ends[place - 1];
        var text = new byte[Math.toIntExact(ends[place] - begin)];
        try {
            texts.seek(begin);
            texts.readFully(text);
        } catch (IOException e) {
            throw failed(file, e);
        }
        return new String(text, UTF_8);
    }

    /** The hash of each text, in their order. */
    List<Long> hashes() {
        return hashes;
    }

    @Override
    public void close() {
        try {
            texts.close();
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw failed(file, e);
        }
    }

    private static void write(byte[] text, OutputStream output, Path file) {
        try {
            output.write(text);
        } catch (IOException e) {
            throw failed(file, e);
        }
    }

    private static ExportException failed(Path file, IOException e) {
        return new ExportException(
                "The file " + file + " with texts cannot be written or read: " + e.getMessage()
                        + ". Mend the cause; the same command goes on where it stopped.",
                e);
    }
}
