package io.turnstile.domain.conversation;

import io.turnstile.domain.turn.Turn;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The turns of a conversation, told apart.
 *
 * @param live captured, the user's own, and on the branch that the conversation went on; in order of turnIndex, which no
 *     two share
 * @param abandoned captured, but edited, retried, or undone by a restored checkpoint
 * @param subagent run by a subagent: recognised first, they never count
 * @param unplaced with a summary that does not say their place
 * @param unsummarized seen, but without a summary; in order of start
 */
record TurnsByRole(
        List<Turn> live, List<Turn> abandoned, List<Turn> subagent, List<Turn> unplaced, List<Turn> unsummarized) {

    /** By start; of two at one time the smaller index first, then the smaller id, so that the order is total. */
    private static final Comparator<Turn> BY_START = Comparator.comparing(Turn::startedAt)
            .thenComparing(Turn::turnIndex, Comparator.nullsFirst(Comparator.naturalOrder()))
            .thenComparing(Turn::messageId);

    static TurnsByRole of(Collection<Turn> turns) {
        var captured = new ArrayList<Turn>();
        var roles = new TurnsByRole(
                new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (Turn turn : turns.stream().sorted(BY_START).toList()) {
            if (turn.isOnlyModelText()) {
                continue;
            }
            if (turn.isSubagent()) {
                roles.subagent.add(turn);
            } else if (turn.summary() == null) {
                roles.unsummarized.add(turn);
            } else if (turn.turnIndex() == null) {
                roles.unplaced.add(turn);
            } else {
                captured.add(turn);
            }
        }
        roles.splitBranches(captured);
        return roles;
    }

    /**
     * From the latest start backwards: a turn is abandoned when a turn that started later has a smaller or an equal
     * index. What is left ascends strictly.
     */
    private void splitBranches(List<Turn> capturedByStart) {
        int smallestLater = Integer.MAX_VALUE;
        for (int i = capturedByStart.size() - 1; i >= 0; i--) {
            Turn turn = capturedByStart.get(i);
            (turn.turnIndex() < smallestLater ? live : abandoned).add(turn);
            smallestLater = Math.min(smallestLater, turn.turnIndex());
        }
        Collections.reverse(live);
        Collections.reverse(abandoned);
    }

    /**
     * The turns that tell in which mode the user went on: the live ones, and where none was captured whole, those that
     * were seen at all. None where all are a subagent's, or a model's text sent again.
     */
    List<Turn> tellingMode() {
        return hasLive()
                ? live
                : Stream.concat(unplaced.stream(), unsummarized.stream()).toList();
    }

    boolean hasLive() {
        return !live.isEmpty();
    }

    Turn lastLive() {
        return live.get(live.size() - 1);
    }
}
