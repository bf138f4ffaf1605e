package io.turnstile.app.review;

import io.turnstile.judge.OfflineRubric;
import io.turnstile.schema.JudgeRequest;
import io.turnstile.schema.LabeledTurn;
import io.turnstile.schema.Verdict;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** The most doubtful of the turns that were shown; no more are held than are wanted. */
final class DoubtfulTurns {

    private final double below;
    private final int max;
    private final OfflineRubric rubric = new OfflineRubric();
    private final TreeSet<DoubtfulTurn> most = new TreeSet<>(DoubtfulTurn.ORDER);
    private final Map<Doubt, Long> counts = new EnumMap<>(Doubt.class);
    private long labels;
    private long doubtful;

    /** @param below the confidence below which a label is doubtful, 0 to 1 @param max how many are wanted */
    DoubtfulTurns(double below, int max) {
        this.below = below;
        this.max = max;
    }

    void add(LabeledTurn turn) {
        labels++;
        DoubtfulTurn.of(turn, rubric(turn), below).ifPresent(each -> {
            doubtful++;
            each.doubts().forEach(doubt -> counts.merge(doubt, 1L, Long::sum));
            most.add(each);
            if (most.size() > max) {
                most.pollLast();
            }
        });
    }

    /** Most doubtful first. */
    List<DoubtfulTurn> most() {
        return List.copyOf(most);
    }

    /** How many labels were shown. */
    long labels() {
        return labels;
    }

    /** How many of them are doubtful, wanted or not. */
    long doubtful() {
        return doubtful;
    }

    /** How many are doubtful for each reason; one may have several. */
    Map<Doubt, Long> counts() {
        return Collections.unmodifiableMap(counts);
    }

    private Verdict rubric(LabeledTurn turn) {
        return rubric.judge(JudgeRequest.newBuilder()
                .setMessageId(turn.getMessageId())
                .setConversationId(turn.getConversationId())
                .setInputHash(turn.getInputHash())
                .setMemberships(turn.getMemberships())
                .setText(turn.getText())
                .setTurnNumber(turn.getTurnNumber())
                .setHistory(turn.getHistory())
                .setInferenceSignals(turn.getInferenceSignals())
                .setHindsightSignals(turn.getHindsightSignals())
                .build());
    }
}
