package io.turnstile.producers.generated;

import java.util.List;

/** What a conversation is, as far as kinds exclude each other. */
enum ConversationKind {
    AGENT,
    ASK,
    EDIT,
    INLINE,
    /** Agent turns, and one ask turn among them. */
    MIXED,
    WITHOUT_MODE,
    PRODUCT,
    SUBAGENT_ONLY,
    WITHOUT_TURN_INDEX,
    CUSTOM,
    /** A subagent's turn alone, and nothing that tells so. */
    UNMARKED_SUBAGENT;

    static ConversationKind draw(Draw draw, ConversationShares shares) {
        double others = shares.ask()
                + shares.edit()
                + shares.inline()
                + shares.mixed()
                + shares.withoutMode()
                + shares.product()
                + shares.subagentOnly()
                + shares.withoutTurnIndex()
                + shares.custom()
                + shares.unmarkedSubagent();
        return values()[
                draw.weighted(List.of(
                        Math.max(0, 1 - others),
                        shares.ask(),
                        shares.edit(),
                        shares.inline(),
                        shares.mixed(),
                        shares.withoutMode(),
                        shares.product(),
                        shares.subagentOnly(),
                        shares.withoutTurnIndex(),
                        shares.custom(),
                        shares.unmarkedSubagent()))];
    }

    /** Whether it is a subagent's turn alone, under a random conversation id. */
    boolean isSubagentAlone() {
        return this == SUBAGENT_ONLY || this == UNMARKED_SUBAGENT;
    }

    /** Whether rows may be lost: only where what is left can be read in one way. */
    boolean canLoseRows() {
        return this == AGENT || this == WITHOUT_MODE || this == ASK || this == EDIT || this == CUSTOM;
    }
}
