package io.turnstile.domain.turn;

import java.time.Instant;
import java.util.Comparator;

/**
 * What makes two rows one call: the modelCallId, or, where the client sent none, time, model and tokens.
 *
 * @param modelCallId null for a call without an id
 * @param at null for a call with an id
 * @param model null for a call with an id, or where not measured
 * @param promptTokens null for a call with an id, or where not measured
 * @param completionTokens null for a call with an id, or where not measured
 */
public record CallKey(String modelCallId, Instant at, String model, Long promptTokens, Long completionTokens)
        implements Comparable<CallKey> {

    private static final Comparator<CallKey> ORDER = Comparator.comparing(CallKey::modelCallId, nullsFirst())
            .thenComparing(CallKey::at, nullsFirst())
            .thenComparing(CallKey::model, nullsFirst())
            .thenComparing(CallKey::promptTokens, nullsFirst())
            .thenComparing(CallKey::completionTokens, nullsFirst());

    static CallKey of(LlmCall call) {
        return call.modelCallId() != null
                ? new CallKey(call.modelCallId(), null, null, null, null)
                : new CallKey(null, call.at(), call.model(), call.promptTokens(), call.completionTokens());
    }

    @Override
    public int compareTo(CallKey other) {
        return ORDER.compare(this, other);
    }

    private static <T extends Comparable<T>> Comparator<T> nullsFirst() {
        return Comparator.nullsFirst(Comparator.naturalOrder());
    }
}
