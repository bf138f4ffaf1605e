package io.turnstile.domain.labelling;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What is known of one message's label, whatever the order in which its verdicts come. The best decision on each input
 * is kept; the label is that of the input which is requested at present. So a verdict that comes late, early or twice
 * leads to the same label as one in time.
 *
 * <p>The topic of verdicts keeps a message's latest record only. Where that is not the decision that holds, it has to be
 * sent once more, or whoever reads the topic from its beginning would miss it. What was sent arrives like any other
 * verdict, equals what is known, and asks for nothing further.
 *
 * @param decisions the best decision on each input, by the input's hash
 * @param top the input whose decision was the last of this message to arrive; null where that was something else
 * @param isLabelled whether a label stands
 */
public record Labelling<V extends Comparable<? super V>>(
        Map<String, Decision<V>> decisions, String top, boolean isLabelled) {

    /**
     * Decisions on inputs beside the requested one. A turn's input changes when earlier rows come late: seldom, and a few
     * times at most.
     */
    private static final int KEPT_BESIDE = 15;

    public Labelling {
        decisions = Map.copyOf(decisions);
    }

    /** Of a message that nothing is known of. */
    public static <V extends Comparable<? super V>> Labelling<V> unknown() {
        return new Labelling<>(Map.of(), null, false);
    }

    /** Whether there is nothing to remember. */
    public boolean isUnknown() {
        return decisions.isEmpty() && !isLabelled;
    }

    /** The same without the decisions that are not admitted; the label that one of them made still stands. */
    public Labelling<V> only(Predicate<Decision<V>> isAdmitted) {
        if (decisions.values().stream().allMatch(isAdmitted)) {
            return this;
        }
        return with(decisions.values().stream()
                .filter(isAdmitted)
                .collect(Collectors.toMap(Decision::inputHash, decision -> decision)));
    }

    /** A request came. @param requested the hash of its input; null when it was retracted */
    public Step<V> onRequest(String requested) {
        if (requested != null) {
            return settled(requested, true);
        }
        Step<V> settled = settled(null, false);
        return isUnknown()
                ? settled
                : new Step<>(settled.next(), settled.label(), new Mending.Retract<>(), Optional.empty());
    }

    /** An admitted verdict came. @param requested the hash of the input that is requested; null for none */
    public Step<V> onDecision(Decision<V> came, String requested) {
        var known = new HashMap<>(decisions);
        Decision<V> before = known.get(came.inputHash());
        Decision<V> best = before == null ? came : before.orBetter(came);
        known.put(came.inputHash(), best);
        boolean isNews = before == null || !best.says(before);
        boolean isRequested = came.inputHash().equals(requested);
        Step<V> step = with(bounded(known, requested)).withTop(came).settled(requested, isRequested && isNews);
        if (!isRequested) {
            return step.ignoredFor(requested == null ? IgnoredVerdict.NO_REQUEST : IgnoredVerdict.OTHER_INPUT);
        }
        if (isNews) {
            return step;
        }
        return step.ignoredFor(came.says(best) ? IgnoredVerdict.DUPLICATE : IgnoredVerdict.OUTRANKED);
    }

    /** A tombstone or a verdict that is not admitted came. @param requested as for a decision */
    public Step<V> onOther(String requested) {
        return new Labelling<>(decisions, null, isLabelled).settled(requested, false);
    }

    /** Nothing came, but some decisions may not be admitted any more. @param requested as for a decision */
    public Step<V> onAdmission(String requested) {
        return settled(requested, false);
    }

    /** @param isNews whether the label is to be made anew, if there is a decision on what is requested */
    private Step<V> settled(String requested, boolean isNews) {
        Decision<V> holding = requested == null ? null : decisions.get(requested);
        var next = new Labelling<>(decisions, top, holding != null);
        if (holding == null) {
            LabelChange<V> label = isLabelled ? new LabelChange.Withdraw<>() : new LabelChange.Keep<>();
            return new Step<>(next, label, new Mending.None<>(), Optional.empty());
        }
        LabelChange<V> label = isNews || !isLabelled ? new LabelChange.Set<>(holding) : new LabelChange.Keep<>();
        Mending<V> mending = requested.equals(top) ? new Mending.None<>() : new Mending.Resend<>(holding);
        return new Step<>(next, label, mending, Optional.empty());
    }

    private Labelling<V> with(Map<String, Decision<V>> known) {
        return new Labelling<>(known, known.containsKey(top) ? top : null, isLabelled);
    }

    private Labelling<V> withTop(Decision<V> came) {
        boolean isKept = came.equals(decisions.get(came.inputHash()));
        return new Labelling<>(decisions, isKept ? came.inputHash() : null, isLabelled);
    }

    /** The newest ones, and in any case the one on what is requested. */
    private static <V extends Comparable<? super V>> Map<String, Decision<V>> bounded(
            Map<String, Decision<V>> known, String requested) {
        if (known.size() <= KEPT_BESIDE) {
            return known;
        }
        var kept = new HashSet<String>();
        known.values().stream()
                .filter(decision -> !decision.inputHash().equals(requested))
                .sorted(Comparator.<Decision<V>>comparingLong(Decision::time)
                        .reversed()
                        .thenComparing(Decision::inputHash))
                .limit(KEPT_BESIDE)
                .forEach(decision -> kept.add(decision.inputHash()));
        var bounded = new HashMap<>(known);
        bounded.keySet().removeIf(hash -> !hash.equals(requested) && !kept.contains(hash));
        return bounded;
    }
}
