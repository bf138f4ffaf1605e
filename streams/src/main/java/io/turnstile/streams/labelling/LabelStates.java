package io.turnstile.streams.labelling;

import io.turnstile.domain.labelling.Decision;
import io.turnstile.domain.labelling.Labelling;
import io.turnstile.schema.Verdict;
import io.turnstile.schema.VerdictOrigin;
import io.turnstile.schema.state.HeldDecision;
import io.turnstile.schema.state.LabelState;
import java.util.Comparator;
import java.util.stream.Collectors;

/** Between the state as it is stored and the domain. */
final class LabelStates {

    private LabelStates() {}

    /** @param state null where nothing is stored */
    static Labelling<Verdict> decode(LabelState state) {
        if (state == null) {
            return Labelling.unknown();
        }
        return new Labelling<>(
                state.getDecisions().stream()
                        .map(held -> decision(held.getVerdict(), held.getTime()))
                        .collect(Collectors.toMap(Decision::inputHash, decision -> decision)),
                state.getTop(),
                state.getIsLabelled());
    }

    /** Null where there is nothing to store. @param withoutRequestSince null while a request stands */
    static LabelState encode(Labelling<Verdict> labelling, Long withoutRequestSince) {
        if (labelling.isUnknown()) {
            return null;
        }
        return new LabelState(
                labelling.decisions().values().stream()
                        .sorted(Comparator.comparing(Decision::inputHash))
                        .map(decision -> new HeldDecision(decision.time(), decision.verdict()))
                        .toList(),
                labelling.top(),
                labelling.isLabelled(),
                withoutRequestSince);
    }

    /** @param time the verdict's timestamp, epoch milliseconds */
    static Decision<Verdict> decision(Verdict verdict, long time) {
        return new Decision<>(verdict.getInputHash(), verdict.getOrigin() == VerdictOrigin.HUMAN, time, verdict);
    }
}
