package io.turnstile.datasets.router;

import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.embedding.onnx.allminilml6v2q.AllMiniLmL6V2QuantizedEmbeddingModel;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Sentence embeddings of 384 numbers by all-MiniLM-L6-v2, quantised, which comes with the program and runs in it, on one
 * thread.
 */
public final class MiniLm implements Embedding, AutoCloseable {

    /** What the report calls it. */
    public static final String NAME = "all-MiniLM-L6-v2, quantised";

    private static final int BATCH = 64;

    private final ExecutorService thread = Executors.newSingleThreadExecutor(work -> {
        var worker = new Thread(work, "router-embedding");
        worker.setDaemon(true);
        return worker;
    });
    private final EmbeddingModel model;
    private final int maxChars;
    private final RouterProgress progress;

    /**
     * Loads the model, which takes a second.
     *
     * @param maxChars what is read of a text
     * @throws RouterException if it does not run on this machine
     */
    public MiniLm(int maxChars, RouterProgress progress) {
        this.maxChars = maxChars;
        this.progress = progress;
        this.model = load(thread);
    }

    private static EmbeddingModel load(ExecutorService thread) {
        try {
            return TokenizerFiles.during(() -> new AllMiniLmL6V2QuantizedEmbeddingModel(thread));
        } catch (RuntimeException | LinkageError e) {
            thread.shutdown();
            throw new RouterException(
                    "The embedding model does not run on this machine: " + e
                            + ". It needs Linux with glibc, macOS or Windows, and a temporary directory from which"
                            + " libraries may be loaded.",
                    e);
        }
    }

    @Override
    public double[][] of(List<String> texts) {
        var embeddings = new double[texts.size()][];
        for (int from = 0; from < texts.size(); from += BATCH) {
            int to = Math.min(texts.size(), from + BATCH);
            var batch = model.embedAll(texts.subList(from, to).stream()
                            .map(text -> TextSegment.from(beginning(text)))
                            .toList())
                    .content();
            for (int i = from; i < to; i++) {
                embeddings[i] = doubles(batch.get(i - from).vector());
            }
            progress.embedded(to, texts.size());
        }
        return embeddings;
    }

    @Override
    public void close() {
        thread.shutdown();
    }

    /** Without half a character at its end. */
    private String beginning(String text) {
        if (text.length() <= maxChars) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(maxChars - 1)) ? maxChars - 1 : maxChars);
    }

    private static double[] doubles(float[] floats) {
        var doubles = new double[floats.length];
        for (int i = 0; i < floats.length; i++) {
            doubles[i] = floats[i];
        }
        return doubles;
    }
}
