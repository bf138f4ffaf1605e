package io.turnstile.judge.worker;

import io.turnstile.judge.model.BatchQuestion;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * One reading of the standing requests: those that the answers at hand suffice for are answered, and of the others it gives
 * the questions that are open. For one thread.
 */
final class BatchRound implements Iterator<BatchQuestion> {

    /** Answers that are being stored: enough for the producer's batches, and some megabytes at most. */
    private static final int UNDER_WAY = 500;

    private final StandingRequests requests;
    private final Iterator<ConsumerRecord<String, byte[]>> reading;
    private final Answering answering;
    private final BatchedJudge judge;
    private final Deque<CompletableFuture<Void>> underWay = new ArrayDeque<>();
    private final Deque<BatchQuestion> open = new ArrayDeque<>();
    private long questions;

    /** @param answering over the judge, on the calling thread */
    BatchRound(StandingRequests requests, Answering answering, BatchedJudge judge) {
        this.requests = requests;
        this.reading = requests.read();
        this.answering = answering;
        this.judge = judge;
    }

    @Override
    public boolean hasNext() {
        while (open.isEmpty() && reading.hasNext()) {
            var record = reading.next();
            if (requests.isOpen(record)) {
                answer(record);
            }
        }
        return !open.isEmpty();
    }

    @Override
    public BatchQuestion next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        questions++;
        return open.poll();
    }

    /** How many open questions it has given; equal ones are counted each time. */
    long questions() {
        return questions;
    }

    /** Answers the rest of what can be, and waits until all answers are stored. */
    void finish() {
        while (hasNext()) {
            next();
        }
        while (!underWay.isEmpty()) {
            await(underWay.poll());
        }
    }

    private void answer(ConsumerRecord<String, byte[]> record) {
        var answer = answering.answer(record).thenRun(() -> requests.answered(record));
        open.addAll(judge.takeOpen());
        underWay.add(answer);
        if (underWay.size() > UNDER_WAY) {
            await(underWay.poll());
        }
    }

    /** What waits for a question is read again in the next round. */
    private static void await(CompletableFuture<Void> answer) {
        try {
            answer.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            if (!(e.getCause() instanceof AbandonedException)) {
                throw e;
            }
        }
    }
}
