package io.turnstile.domain.routing;

import io.turnstile.domain.turn.Turn;
import io.turnstile.telemetry.Characters;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * How much of the past a request carries. It adapts to the turns: the newest are taken whole while they fit, the last
 * that does not fit is cut, the older ones are left out. Within a turn the user's words go before the model's.
 *
 * @param maxChars characters of text in all, as Unicode code points; 0 carries no history
 */
public record HistoryWindow(int maxChars) {

    /** The turns before, oldest first. */
    List<HistoryTurn> before(List<Turn> earlier) {
        var window = new ArrayList<HistoryTurn>();
        int left = maxChars;
        for (int i = earlier.size() - 1; i >= 0 && left > 0; i--) {
            HistoryTurn turn = fit(earlier.get(i), left);
            window.add(turn);
            left = turn.isCut() ? 0 : left - Characters.count(turn.userText()) - Characters.count(turn.modelText());
        }
        Collections.reverse(window);
        return List.copyOf(window);
    }

    private static HistoryTurn fit(Turn turn, int chars) {
        String user = turn.userText() == null ? "" : turn.userText();
        String model = turn.modelText() == null ? "" : turn.modelText().text();
        String fittedUser = Characters.first(chars, user);
        boolean isUserCut = fittedUser.length() < user.length();
        String fittedModel = isUserCut ? "" : Characters.first(chars - Characters.count(user), model);
        boolean isCut = isUserCut || fittedModel.length() < model.length();
        return new HistoryTurn(turn.turnIndex(), fittedUser, fittedModel, isCut);
    }
}
