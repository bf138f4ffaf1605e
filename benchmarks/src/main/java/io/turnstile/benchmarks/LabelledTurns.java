package io.turnstile.benchmarks;

import io.turnstile.schema.Complexity;
import io.turnstile.schema.DatasetKind;
import io.turnstile.schema.DatasetMembership;
import io.turnstile.schema.HindsightSignals;
import io.turnstile.schema.InferenceSignals;
import io.turnstile.schema.LabeledTurn;
import io.turnstile.schema.Position;
import io.turnstile.schema.Vote;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.Consumer;

/** First turns of conversations, labelled: 65 of 100 reasoning, of 20,000 users, one text in twenty a repeated one. */
final class LabelledTurns {

    private static final int REASONING_OF_100 = 65;
    private static final int USERS = 20_000;
    private static final int REPEATED = 1_000;
    private static final int REPEATED_OF = 20;
    private static final int TEXT_WORDS = 120;
    private static final int RATIONALE_WORDS = 25;

    private final SplittableRandom random;
    private final Words words;

    private LabelledTurns(long seed) {
        random = new SplittableRandom(seed);
        words = new Words(random);
    }

    /** The same turns for the same seed. */
    static void generate(int turns, long seed, Consumer<LabeledTurn> sink) {
        var generator = new LabelledTurns(seed);
        for (int i = 0; i < turns; i++) {
            sink.accept(generator.next());
        }
    }

    private LabeledTurn next() {
        int label = random.nextInt(100) < REASONING_OF_100 ? 0 : 1;
        String text = text();
        Complexity complexity = Complexity.values()[random.nextInt(Complexity.values().length)];
        String rationale = words.some(RATIONALE_WORDS);
        return LabeledTurn.newBuilder()
                .setMessageId(id())
                .setConversationId(id())
                .setText(text)
                .setLabel(label)
                .setLabelName(label == 0 ? "reasoning" : "non-reasoning")
                .setScore(label == 0 ? 4 : 2)
                .setConfidence(0.5 + random.nextDouble() / 2)
                .setRationale(rationale)
                .setFingerprint("benchmark/1")
                .setIsBaseline(false)
                .setVotes(List.of(vote(label), vote(label), vote(label)))
                .setInputHash(Long.toHexString(random.nextLong()).repeat(4))
                .setMemberships(
                        List.of(new DatasetMembership(DatasetKind.SESSION, complexity.name(), Position.BEGINNING)))
                .setTurnNumber(1)
                .setHistory(List.of())
                .setInferenceSignals(new InferenceSignals(text.length(), 0, null))
                .setHindsightSignals(hindsight(complexity))
                .setUserHash("user-" + Integer.toHexString(random.nextInt(USERS)))
                .build();
    }

    private String text() {
        return random.nextInt(REPEATED_OF) == 0
                ? "repeated " + random.nextInt(REPEATED)
                : words.some(1 + random.nextInt(TEXT_WORDS));
    }

    private Vote vote(int label) {
        return Vote.newBuilder()
                .setLabel(label)
                .setScore(3)
                .setConfidence(random.nextDouble())
                .build();
    }

    private HindsightSignals hindsight(Complexity complexity) {
        return HindsightSignals.newBuilder()
                .setModel("model-" + random.nextInt(4))
                .setResponseType("success")
                .setNumRequests(random.nextInt(30))
                .setToolCounts(Map.of("readFile", random.nextInt(9), "runInTerminal", random.nextInt(9)))
                .setComplexity(complexity)
                .setToolDiversity(2)
                .setTurnDurationMs((long) random.nextInt(600_000))
                .build();
    }

    private String id() {
        return new UUID(random.nextLong(), random.nextLong()).toString();
    }
}
