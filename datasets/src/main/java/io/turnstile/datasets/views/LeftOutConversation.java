package io.turnstile.datasets.views;

/** Why a complete conversation is not in one of the two views. */
public enum LeftOutConversation {
    /** It has fewer than 3 turns or more than 20: no file of whole conversations is for it. */
    NO_STRATUM,
    /** No turn is left that both sides' texts are known of: it makes no chat. */
    NO_PAIR
}
