package io.turnstile.judge.worker;

import io.turnstile.judge.Judge;
import io.turnstile.judge.model.BatchQuestion;
import io.turnstile.judge.model.OpenQuestionException;
import io.turnstile.schema.JudgeRequest;
import io.turnstile.schema.Verdict;
import java.util.List;

/** A judge over a model that is asked in batches: a request whose question is open is left for later. For one thread. */
final class BatchedJudge implements Judge {

    private final Judge judge;
    private List<BatchQuestion> open = List.of();

    BatchedJudge(Judge judge) {
        this.judge = judge;
    }

    @Override
    public String fingerprint() {
        return judge.fingerprint();
    }

    @Override
    public boolean isBaseline() {
        return judge.isBaseline();
    }

    @Override
    public boolean isPaid() {
        return judge.isPaid();
    }

    @Override
    public String contentKey(JudgeRequest request) {
        return judge.contentKey(request);
    }

    /** @throws AbandonedException if the model has no answer yet */
    @Override
    public Verdict judge(JudgeRequest request) {
        try {
            return judge.judge(request);
        } catch (OpenQuestionException e) {
            open = e.questions();
            throw new AbandonedException();
        }
    }

    /** The questions that the latest request waits for, once. */
    List<BatchQuestion> takeOpen() {
        var questions = open;
        open = List.of();
        return questions;
    }
}
