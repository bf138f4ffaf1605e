package io.turnstile.streams.balancing;

import static org.assertj.core.api.Assertions.assertThat;

import io.turnstile.plan.Candidate;
import io.turnstile.plan.Candidates;
import io.turnstile.plan.Plan;
import io.turnstile.plan.Plans;
import io.turnstile.plan.Sample;
import io.turnstile.schema.DatasetKind;
import io.turnstile.schema.DatasetMembership;
import io.turnstile.schema.HindsightSignals;
import io.turnstile.schema.InferenceSignals;
import io.turnstile.schema.LabeledTurn;
import io.turnstile.schema.Position;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A made-up log of labelled turns: relabelled, revised, repeated, withdrawn; and what has to come of it. */
final class LabelledLog {

    private static final String[] SESSION_STRATA = {"SIMPLE", "MEDIUM", "COMPLEX"};
    private static final String[] CONVERSATION_STRATA = {"SHORT", "MEDIUM", "LONG"};

    private LabelledLog() {}

    /** @param turn null withdraws it */
    record Change(String messageId, LabeledTurn turn) {}

    /**
     * So many changes of so many messages.
     *
     * @param texts how many different texts there are
     */
    static List<Change> random(Random random, int changes, int messages, int texts) {
        var log = new ArrayList<Change>();
        for (int i = 0; i < changes; i++) {
            String messageId = "message-" + random.nextInt(messages);
            log.add(new Change(messageId, random.nextInt(8) == 0 ? null : turn(random, messageId, texts)));
        }
        return log;
    }

    /** A turn of that message: all but its id is random. */
    static LabeledTurn turn(Random random, String messageId, int texts) {
        int label = random.nextInt(2);
        int owner = Math.floorMod(messageId.hashCode(), 40);
        return LabeledTurn.newBuilder()
                .setMessageId(messageId)
                .setConversationId("conversation-" + owner)
                .setText((random.nextBoolean() ? "Text  " : "text ") + random.nextInt(texts))
                .setLabel(label)
                .setLabelName(label == 0 ? "reasoning" : "non-reasoning")
                .setScore(3)
                .setConfidence(0.75)
                .setRationale("made up " + random.nextInt(3))
                .setFingerprint(random.nextInt(6) == 0 ? "other/1" : "judge/1")
                .setIsBaseline(false)
                .setVotes(List.of())
                .setInputHash("hash")
                .setMemberships(memberships(random))
                .setTurnNumber(1)
                .setHistory(List.of())
                .setInferenceSignals(new InferenceSignals(11, 0, null))
                .setHindsightSignals(HindsightSignals.newBuilder().build())
                .setUserHash(random.nextInt(5) == 0 ? null : "user-" + owner / 2)
                .build();
    }

    private static List<DatasetMembership> memberships(Random random) {
        var memberships = new ArrayList<DatasetMembership>();
        if (random.nextInt(4) > 0) {
            memberships.add(
                    new DatasetMembership(DatasetKind.SESSION, SESSION_STRATA[random.nextInt(3)], Position.BEGINNING));
        }
        if (random.nextInt(3) > 0) {
            memberships.add(new DatasetMembership(
                    DatasetKind.CONVERSATION,
                    CONVERSATION_STRATA[random.nextInt(3)],
                    Position.values()[random.nextInt(3)]));
        }
        return memberships;
    }

    /** What stands at the end of a log, by message. */
    static Map<String, LabeledTurn> standing(Collection<Change> log) {
        var standing = new TreeMap<String, LabeledTurn>();
        log.forEach(change -> {
            if (change.turn() == null) {
                standing.remove(change.messageId());
            } else {
                standing.put(change.messageId(), change.turn());
            }
        });
        return standing;
    }

    /** The definition: what a plan draws from the turns that stand. */
    static Map<String, LabeledTurn> sample(Plans plans, Plan plan, Map<String, LabeledTurn> standing) {
        var candidates = new Candidates(plan.pool(), plans.splitSeed());
        List<Candidate> offered = standing.values().stream()
                .flatMap(turn -> candidates.of(turn).stream())
                .toList();
        return Sample.of(plan, offered).drawn().values().stream()
                .flatMap(List::stream)
                .collect(Collectors.toMap(
                        Candidate::messageId,
                        candidate -> standing.get(candidate.messageId()),
                        (one, other) -> one,
                        TreeMap::new));
    }

    /** Says what differs, without whole turns. */
    static void assertSame(String plan, Map<String, LabeledTurn> is, Map<String, LabeledTurn> expected) {
        assertThat(is.keySet().stream().filter(messageId -> !expected.containsKey(messageId)))
                .as("turns of plan %s that do not belong there", plan)
                .isEmpty();
        assertThat(expected.keySet().stream().filter(messageId -> !is.containsKey(messageId)))
                .as("turns of plan %s that are missing", plan)
                .isEmpty();
        assertThat(is.entrySet().stream()
                        .filter(turn -> !turn.getValue().equals(expected.get(turn.getKey())))
                        .map(Map.Entry::getKey))
                .as("turns of plan %s that are not as they were last labelled", plan)
                .isEmpty();
    }
}
