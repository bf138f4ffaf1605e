package io.turnstile.datasets.export;

import io.turnstile.schema.DatasetKind;
import io.turnstile.schema.DatasetMembership;
import io.turnstile.schema.HindsightSignals;
import io.turnstile.schema.InferenceSignals;
import io.turnstile.schema.LabeledTurn;
import io.turnstile.schema.Position;
import io.turnstile.schema.Vote;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/** Labelled turns of made-up users: two in three are reasoning, some texts repeat, of some conversations no user is known. */
final class GeneratedTurns {

    static final String JUDGE = "llm/test/0001";

    private static final List<String> STRATA = List.of("SIMPLE", "MODERATE", "COMPLEX");

    private GeneratedTurns() {}

    static List<LabeledTurn> of(int count) {
        return IntStream.range(0, count).mapToObj(GeneratedTurns::turn).toList();
    }

    /** The same turns in another order. */
    static List<LabeledTurn> shuffled(List<LabeledTurn> turns, long seed) {
        var shuffled = new ArrayList<>(turns);
        Collections.shuffle(shuffled, new Random(seed));
        return shuffled;
    }

    /** The same turn with the other label. */
    static LabeledTurn relabelled(LabeledTurn turn) {
        return LabeledTurn.newBuilder(turn)
                .setLabel(1 - turn.getLabel())
                .setLabelName(Names.LABELS.get(1 - turn.getLabel()))
                .build();
    }

    static LabeledTurn turn(int number) {
        var random = new Random(number * 31L + 7);
        int label = random.nextInt(3) == 0 ? 1 : 0;
        String text = number % 10 == 9
                ? "Fix the build " + number % 7
                : "Request " + number + ": ändere \"x\" \uD83D\uDD12\n" + "word ".repeat(random.nextInt(60));
        return LabeledTurn.newBuilder()
                .setMessageId("message-" + number)
                .setConversationId("conversation-" + number / 2)
                .setText(text)
                .setLabel(label)
                .setLabelName(Names.LABELS.get(label))
                .setScore(label == 0 ? 4 : 2)
                .setConfidence(0.5 + random.nextInt(51) / 100.0)
                .setRationale("by the test")
                .setFingerprint(JUDGE)
                .setIsBaseline(false)
                .setVotes(List.of(vote(label), vote(label), vote(random.nextInt(2))))
                .setInputHash("00ff")
                .setMemberships(List.of(
                        new DatasetMembership(DatasetKind.SESSION, STRATA.get(random.nextInt(3)), Position.BEGINNING)))
                .setTurnNumber(1)
                .setHistory(List.of())
                .setInferenceSignals(
                        new InferenceSignals(text.codePointCount(0, text.length()), random.nextInt(3), null))
                .setHindsightSignals(HindsightSignals.newBuilder()
                        .setModel(random.nextInt(4) == 0 ? null : "model-" + random.nextInt(3))
                        .setNumRequests(random.nextInt(9))
                        .setToolCounts(Map.of("read_file", random.nextInt(5), "apply_patch", 1))
                        .build())
                .setUserHash(number / 2 % 5 == 0 ? null : "user-" + number / 4)
                .build();
    }

    private static Vote vote(int label) {
        return Vote.newBuilder()
                .setLabel(label)
                .setScore(label == 0 ? 4 : 2)
                .setConfidence(0.8)
                .build();
    }
}
