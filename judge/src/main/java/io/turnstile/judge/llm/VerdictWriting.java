package io.turnstile.judge.llm;

import io.turnstile.judge.answer.DimensionScores;
import io.turnstile.judge.cascade.Ballot;
import io.turnstile.judge.cascade.Decision;
import io.turnstile.schema.Dimensions;
import io.turnstile.schema.JudgeRequest;
import io.turnstile.schema.Verdict;
import io.turnstile.schema.VerdictOrigin;
import io.turnstile.schema.Vote;
import java.util.List;
import java.util.OptionalDouble;

/** From a decision to the contract. */
final class VerdictWriting {

    private VerdictWriting() {}

    static Verdict verdict(
            JudgeRequest request,
            Decision decision,
            List<Ballot> ballots,
            Usage usage,
            boolean isInjectionSuspected,
            String fingerprint) {
        return Verdict.newBuilder()
                .setMessageId(request.getMessageId())
                .setInputHash(request.getInputHash())
                .setLabel(decision.label())
                .setScore(decision.score())
                .setConfidence(decision.confidence())
                .setRationale(decision.spokesman().rationale())
                .setCriteria(decision.criteriaMet())
                .setFingerprint(fingerprint)
                .setIsBaseline(false)
                .setVotes(ballots.stream().map(VerdictWriting::vote).toList())
                .setOrigin(VerdictOrigin.JUDGE)
                .setEvidence(decision.spokesman().evidence())
                .setDimensions(dimensions(decision.dimensions()))
                .setSoftLabel(orNull(decision.softLabel()))
                .setIsInjectionSuspected(isInjectionSuspected)
                .setUsage(usage.toAvro())
                .build();
    }

    private static Vote vote(Ballot ballot) {
        var answer = ballot.answer();
        return Vote.newBuilder()
                .setLabel(answer.label())
                .setScore(answer.score())
                .setConfidence(answer.confidence())
                .setRationale(answer.rationale())
                .setCriteria(answer.criteriaMet())
                .setSoftLabel(orNull(ballot.softLabel()))
                .build();
    }

    private static Dimensions dimensions(DimensionScores scores) {
        return new Dimensions(scores.reasoning(), scores.code(), scores.debugging(), scores.tools());
    }

    private static Double orNull(OptionalDouble value) {
        return value.isPresent() ? value.getAsDouble() : null;
    }
}
