package io.turnstile.producers.generated;

/**
 * A turn's user text.
 *
 * @param sent as the client sends it; null for a turn without one
 * @param redacted as it must look once it is redacted; null where no personal data was planted
 */
record UserText(String sent, String redacted) {

    /** The text of a turn, from the first draws of the turn's stream. */
    static UserText of(TurnPlan turn) {
        return write(Draw.from(turn.seed()), turn);
    }

    /** @param draw the turn's stream, of which nothing has been drawn */
    static UserText write(Draw draw, TurnPlan turn) {
        String text = PromptText.write(draw, turn.prompt(), turn.difficulty());
        // A stream apart: what else is drawn of the turn is the same, planted or not.
        return turn.planted() == null
                ? new UserText(text, null)
                : planted(text, turn.planted().sentence(Draw.from(~turn.seed(), 1)));
    }

    private static UserText planted(String text, PersonalData.Sentence sentence) {
        int place = place(text, sentence);
        String head = text.substring(0, place) + "\n";
        String tail = place < text.length() ? "\n" + text.substring(place) : "";
        return new UserText(head + sentence.sent() + tail, head + sentence.redacted() + tail);
    }

    /** At the end; in a text of several parts so that the value begins in the first part and ends in the second. */
    private static int place(String text, PersonalData.Sentence sentence) {
        if (text.length() <= SplitText.PART_CHARACTERS) {
            return text.length();
        }
        int middle = 1 + sentence.before().length() + sentence.value().length() / 2;
        int place = SplitText.PART_CHARACTERS - middle;
        return Character.isLowSurrogate(text.charAt(place)) ? place - 1 : place;
    }
}
