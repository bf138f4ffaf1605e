package io.turnstile.judge.prompt;

/**
 * An earlier turn as it is shown.
 *
 * @param number its place in the conversation, from 1
 * @param user what the user wrote
 * @param model what the model answered
 * @param wasCut whether a text had been shortened before the judge got it
 */
public record ShownPastTurn(int number, Excerpt user, Excerpt model, boolean wasCut) {

    static ShownPastTurn whole(PastTurn turn) {
        return new ShownPastTurn(
                turn.number(), Excerpt.whole(turn.userText()), Excerpt.whole(turn.modelText()), turn.isCut());
    }

    ShownPastTurn withUser(Excerpt excerpt) {
        return new ShownPastTurn(number, excerpt, model, wasCut);
    }

    ShownPastTurn withModel(Excerpt excerpt) {
        return new ShownPastTurn(number, user, excerpt, wasCut);
    }

    boolean isEmpty() {
        return user.isEmpty() && model.isEmpty();
    }
}
