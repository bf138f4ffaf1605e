package io.turnstile.judge.worker;

import io.turnstile.judge.Judge;
import io.turnstile.schema.JudgeRequest;
import io.turnstile.schema.Verdict;
import io.turnstile.schema.VerdictOrigin;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Verdicts of a judge that costs money: equal content is judged once. An answer is stored in the cache before anybody gets
 * it, so that whoever comes after a killed worker finds what it has paid for. Requests of equal content that come at the
 * same time share one call.
 */
final class CachedVerdicts implements Verdicts {

    private final Judge judge;
    private final JudgeCalls calls;
    private final AnswerCache cache;
    private final Map<String, CompletableFuture<Verdict>> underWay = new ConcurrentHashMap<>();

    CachedVerdicts(Judge judge, JudgeCalls calls, AnswerCache cache) {
        this.judge = judge;
        this.calls = calls;
        this.cache = cache;
    }

    @Override
    public CompletableFuture<Answer> on(JudgeRequest request, boolean isRedelivered) {
        String key = judge.contentKey(request);
        var claim = new CompletableFuture<Verdict>();
        CompletableFuture<Verdict> other = underWay.putIfAbsent(key, claim);
        if (other != null) {
            return other.thenApply(verdict -> known(verdict, request));
        }
        // Looked up behind the claim: an answer that is stored in between would be paid for again.
        return found(key, request, isRedelivered).whenComplete((answer, failure) -> {
            underWay.remove(key);
            if (failure == null) {
                claim.complete(answer.verdict());
            } else {
                claim.completeExceptionally(failure);
            }
        });
    }

    /** What was there at the start must not be paid again. */
    @Override
    public void prepare() {
        cache.catchUp();
    }

    private CompletableFuture<Answer> found(String key, JudgeRequest request, boolean isRedelivered) {
        try {
            if (isRedelivered) {
                cache.catchUp();
            }
            Optional<Verdict> known = cache.find(key);
            if (known.isPresent()) {
                return CompletableFuture.completedFuture(known(known.get(), request));
            }
            Verdict verdict = calls.verdict(request);
            return cache.store(key, verdict).thenApply(stored -> new Answer(verdict, false));
        } catch (Throwable e) { // also an Error: others may wait for this call
            return CompletableFuture.failedFuture(e);
        }
    }

    /** The same answer, to a request of equal content. */
    private static Answer known(Verdict verdict, JudgeRequest request) {
        var answer = Verdict.newBuilder(verdict)
                .setMessageId(request.getMessageId())
                .setInputHash(request.getInputHash())
                .setOrigin(VerdictOrigin.JUDGE)
                .build();
        return new Answer(answer, true);
    }
}
