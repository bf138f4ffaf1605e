package io.turnstile.domain.routing;

import io.turnstile.domain.turn.Turn;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * How much of the past a request carries. It adapts to the turns: the newest are taken whole while they fit, the last
 * that does not fit is cut, the older ones are left out. Within a turn the user's words go before the model's.
 *
 * @param maxChars characters of text in all; 0 carries no history
 */
public record HistoryWindow(int maxChars) {

    /** The turns before, oldest first. */
    List<HistoryTurn> before(List<Turn> earlier) {
        var window = new ArrayList<HistoryTurn>();
        int left = maxChars;
        for (int i = earlier.size() - 1; i >= 0 && left > 0; i--) {
            HistoryTurn turn = fit(earlier.get(i), left);
            window.add(turn);
            left = turn.isCut()
                    ? 0
                    : left - turn.userText().length() - turn.modelText().length();
        }
        Collections.reverse(window);
        return List.copyOf(window);
    }

    private static HistoryTurn fit(Turn turn, int chars) {
        String user = turn.userText() == null ? "" : turn.userText();
        String model = turn.modelText() == null ? "" : turn.modelText().text();
        String fittedUser = cut(user, chars);
        boolean isUserCut = fittedUser.length() < user.length();
        String fittedModel = isUserCut ? "" : cut(model, chars - fittedUser.length());
        boolean isCut = isUserCut || fittedModel.length() < model.length();
        return new HistoryTurn(turn.turnIndex(), fittedUser, fittedModel, isCut);
    }

    /** Never between the halves of a surrogate pair: half a character cannot be encoded. */
    private static String cut(String text, int chars) {
        if (text.length() <= chars) {
            return text;
        }
        boolean splitsPair = chars > 0 && Character.isHighSurrogate(text.charAt(chars - 1));
        return text.substring(0, splitsPair ? chars - 1 : chars);
    }
}
