package io.turnstile.app.review;

import io.turnstile.producers.redaction.Redaction;
import io.turnstile.schema.Verdict;
import io.turnstile.schema.VerdictOrigin;
import io.turnstile.schema.Vote;
import java.util.List;
import java.util.Map;

/** The person who decides, as topics may know them: by a keyed hash, and with what is personal taken out of reasons. */
record Reviewer(String name, Redaction redaction) {

    static final String FINGERPRINT = "human/1";

    /** Of 1 to 5. A person gives a label only; these are in the middle of what a judge gives for it. */
    private static final List<Integer> SCORES = List.of(4, 2);

    private static final String NAME_PROPERTY = "userName";
    private static final String REASON_PROPERTY = "reviewReason";

    /** @param isInjectionSuspected what is known of the text, whoever decides */
    Verdict verdict(Decision decision, boolean isInjectionSuspected) {
        Map<String, String> redacted = redaction
                .properties(Map.of(NAME_PROPERTY, name, REASON_PROPERTY, decision.reason()))
                .value();
        int score = SCORES.get(decision.label());
        var vote = Vote.newBuilder()
                .setLabel(decision.label())
                .setScore(score)
                .setConfidence(1)
                .build();
        return Verdict.newBuilder()
                .setMessageId(decision.messageId())
                .setInputHash(decision.inputHash())
                .setLabel(decision.label())
                .setScore(score)
                .setConfidence(1)
                .setRationale(redacted.get(REASON_PROPERTY))
                .setFingerprint(FINGERPRINT)
                .setIsBaseline(false)
                .setVotes(List.of(vote))
                .setOrigin(VerdictOrigin.HUMAN)
                .setIsInjectionSuspected(isInjectionSuspected)
                .setReviewer(redacted.get(NAME_PROPERTY))
                .build();
    }
}
