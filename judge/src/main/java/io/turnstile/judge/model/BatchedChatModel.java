package io.turnstile.judge.model;

import io.turnstile.judge.JudgeUnavailableException;
import io.turnstile.judge.NoLabel;
import io.turnstile.judge.NoLabelException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A model that is asked in batches: it answers what a batch has answered, and of any other question it says that it is
 * open. Whoever asks gathers the open questions, has them answered all at once, and asks again. Answers are kept in a
 * file, so a run that was killed asks none of them twice. For one thread.
 */
public final class BatchedChatModel implements ChatModel {

    private static final String FILE = "answers.jsonl";

    private final BatchJudging batches;
    private final GatheredAnswers answers;
    private final boolean isRecording;

    /** Questions that there is no money for in this run, and what that says; another run may have some. */
    private final Map<String, String> unaffordable = new HashMap<>();

    private BatchCounts counts = BatchCounts.NONE;

    private BatchedChatModel(BatchJudging batches, GatheredAnswers answers, boolean isRecording) {
        this.batches = batches;
        this.answers = answers;
        this.isRecording = isRecording;
    }

    /**
     * Answers are kept in judge.record-to, or else in judge.state-directory until they are discarded.
     *
     * @throws IllegalArgumentException if the provider asks no server
     * @throws IllegalStateException if the state directory or the file cannot be used, or another model's batches are
     *     under way
     */
    public static BatchedChatModel open(ModelConfiguration configuration) {
        var batches = BatchJudging.open(configuration);
        try {
            var file = configuration
                    .recordTo()
                    .orElseGet(() -> configuration.stateDirectory().resolve(FILE));
            return new BatchedChatModel(
                    batches,
                    GatheredAnswers.open(file, batches.identity()),
                    configuration.recordTo().isPresent());
        } catch (RuntimeException e) {
            batches.close();
            throw e;
        }
    }

    @Override
    public String identity() {
        return batches.identity();
    }

    /** @throws OpenQuestionException if no batch has answered the question */
    @Override
    public ChatAnswer ask(ChatQuestion question) {
        String hash = Recording.hash(question);
        if (unaffordable.containsKey(hash)) {
            throw new NoLabelException(NoLabel.BUDGET, unaffordable.get(hash));
        }
        var entry = answers.find(hash)
                .orElseThrow(() -> new OpenQuestionException(List.of(new BatchQuestion(hash, question))));
        if (entry.answer() == null) {
            throw new NoLabelException(entry.noLabel(), entry.message());
        }
        return entry.answer();
    }

    /**
     * Has questions answered, and returns when all were, in hours rather than minutes; with no questions, when all is
     * answered that earlier runs began.
     *
     * @param questions read as files get room; {@link #ask} may be called meanwhile, and knows what has come back
     * @param progress told whenever results came
     * @throws JudgeUnavailableException if the server does not take the batches, or the budget is spent. What came back
     *     is kept, and what is under way stays so: run it again.
     * @throws InterruptedException if the thread was told to stop; run it again later
     */
    public void answer(Iterable<BatchQuestion> questions, Runnable progress) throws InterruptedException {
        batches.run(questions, results -> {
            keep(results);
            progress.run();
        });
    }

    /** What came back since it was opened. */
    public BatchCounts counts() {
        return counts;
    }

    /** Forgets the answers, which are of no use once all verdicts are made; a recording that was asked for stays. */
    public void discard() {
        if (!isRecording) {
            answers.discard();
        }
    }

    @Override
    public void close() {
        answers.close();
        batches.close();
    }

    private void keep(List<BatchResult> results) {
        var entries = new ArrayList<Recording.Entry>();
        for (var result : results) {
            if (result instanceof BatchResult.Answered one) {
                entries.add(new Recording.Entry(one.contentKey(), one.answer(), null, null));
            } else if (result instanceof BatchResult.NotLabelled none && none.reason() == NoLabel.BUDGET) {
                unaffordable.put(none.contentKey(), none.message());
            } else if (result instanceof BatchResult.NotLabelled none) {
                entries.add(new Recording.Entry(none.contentKey(), null, none.reason(), none.message()));
            }
            counts = counts.plus(result);
        }
        answers.add(entries);
    }
}
