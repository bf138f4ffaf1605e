package io.turnstile.judge.golden;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.turnstile.judge.ContentKey;
import io.turnstile.schema.DatasetKind;
import io.turnstile.schema.DatasetMembership;
import io.turnstile.schema.HindsightSignals;
import io.turnstile.schema.HistoryTurn;
import io.turnstile.schema.InferenceSignals;
import io.turnstile.schema.JudgeRequest;
import io.turnstile.schema.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A turn whose label people have agreed on.
 *
 * @param id names it within its set
 * @param language the text's language, as in BCP 47, e.g. {@code de}
 * @param stratum the length of the conversation that it stands for
 * @param turnNumber its place in its conversation, from 1
 * @param history the turns right before it, oldest first; fewer than turnNumber
 * @param text what the user wrote
 * @param references how many #references and @mentions the text holds
 * @param label 0: a reasoning model is needed. 1: a non-reasoning model is enough
 * @param difficulty whether the label shows on the surface
 * @param reason why it has this label, in a sentence
 */
public record GoldenTurn(
        String id,
        String language,
        Stratum stratum,
        int turnNumber,
        List<Earlier> history,
        String text,
        int references,
        int label,
        Difficulty difficulty,
        String reason) {

    /** A conversation's stratum by its number of turns, and the most turns that it has there. */
    public enum Stratum {
        SHORT(5),
        MEDIUM(10),
        LONG(20);

        private final int mostTurns;

        Stratum(int mostTurns) {
            this.mostTurns = mostTurns;
        }
    }

    /** EASY: the words say it. HARD: the words mislead, or the history decides. */
    public enum Difficulty {
        EASY,
        HARD
    }

    /** A turn before the judged one. */
    public record Earlier(String userText, String modelText) {}

    /** @throws IllegalArgumentException if a value is out of its range; the message names it and quotes nothing */
    public GoldenTurn {
        history = List.copyOf(history);
        require(!id.isBlank(), "id is blank");
        require(!language.isBlank(), "language is blank");
        require(!text.isBlank(), "text is blank");
        require(!reason.isBlank(), "reason is blank");
        require(label == 0 || label == 1, "label is neither 0 nor 1");
        require(references >= 0, "references is below 0");
        require(
                turnNumber >= 1 && turnNumber <= stratum.mostTurns,
                "turnNumber is not from 1 to " + stratum.mostTurns + ", the most of stratum "
                        + stratum.name().toLowerCase(Locale.ROOT));
        require(history.size() < turnNumber, "history has turnNumber turns or more");
    }

    /** The turn as a judge is asked about it, with an id of its own that no turn of a user has. */
    public JudgeRequest request() {
        return JudgeRequest.newBuilder()
                .setMessageId("golden/" + id)
                .setConversationId("golden/" + id)
                .setInputHash(inputHash())
                .setMemberships(
                        List.of(new DatasetMembership(DatasetKind.CONVERSATION, stratum.name(), Position.UNKNOWN)))
                .setText(text)
                .setTurnNumber(turnNumber)
                .setHistory(requestHistory())
                .setInferenceSignals(new InferenceSignals(text.length(), references, null))
                .setHindsightSignals(HindsightSignals.newBuilder().build())
                .build();
    }

    /**
     * Whether it is of the half that nothing may be tuned on: the first byte of the id's SHA-256 is odd. What is tuned, a
     * vocabulary or a prompt, looks at the other half only, and is reported on this one.
     */
    public boolean isHeldOut() {
        String firstByte = Sha256.of(id.getBytes(UTF_8)).substring(0, 2);
        return Integer.parseInt(firstByte, 16) % 2 == 1;
    }

    private String inputHash() {
        var parts = new ArrayList<String>();
        parts.add(text);
        parts.add(Integer.toString(turnNumber));
        parts.add(Integer.toString(references));
        history.forEach(turn -> {
            parts.add(turn.userText());
            parts.add(turn.modelText());
        });
        return ContentKey.of(parts.toArray(String[]::new));
    }

    private List<HistoryTurn> requestHistory() {
        var turns = new ArrayList<HistoryTurn>();
        for (int i = 0; i < history.size(); i++) {
            var turn = history.get(i);
            int number = turnNumber - history.size() + i;
            turns.add(new HistoryTurn(number, turn.userText(), turn.modelText(), false));
        }
        return turns;
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
