package io.turnstile.judge.model;

import java.util.List;

/**
 * A batch file and how far it has got.
 *
 * @param id ours; the server keeps it in the batch's metadata
 * @param promptTokens of its questions, estimated
 * @param fileId the server's, of the questions; null before they are there
 * @param batchId the server's; null before it is known
 * @param taken how many results were taken
 */
record BatchChunk(String id, int lines, long promptTokens, Step step, String fileId, String batchId, int taken) {

    /** How far a chunk has got. */
    enum Step {
        /** Its questions are in a file here. */
        WRITTEN,
        /** Its questions are at the server. */
        UPLOADED,
        /** The server was told to begin, or is about to be: whether it heard is not known. */
        BEGINNING,
        /** The server is at work, and the batch's id is known. */
        UNDER_WAY,
        /** Its results are in files here. */
        DOWNLOADED
    }

    String input() {
        return "batch-" + id + ".questions.jsonl";
    }

    String output() {
        return "batch-" + id + ".answers.jsonl";
    }

    String errors() {
        return "batch-" + id + ".errors.jsonl";
    }

    List<String> files() {
        return List.of(input(), output(), errors());
    }

    BatchChunk uploaded(String file) {
        return new BatchChunk(id, lines, promptTokens, Step.UPLOADED, file, null, 0);
    }

    BatchChunk beginning() {
        return new BatchChunk(id, lines, promptTokens, Step.BEGINNING, fileId, null, 0);
    }

    BatchChunk underWay(String batch) {
        return new BatchChunk(id, lines, promptTokens, Step.UNDER_WAY, fileId, batch, 0);
    }

    BatchChunk downloaded() {
        return new BatchChunk(id, lines, promptTokens, Step.DOWNLOADED, fileId, batchId, 0);
    }

    BatchChunk taken(int results) {
        return new BatchChunk(id, lines, promptTokens, step, fileId, batchId, results);
    }
}
