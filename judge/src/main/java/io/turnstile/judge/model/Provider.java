package io.turnstile.judge.model;

import java.util.Locale;

/** Who judges. */
public enum Provider {
    /** The rubric, which asks no model. */
    OFFLINE_RUBRIC,
    /** OpenAI, or any server that speaks its protocol. */
    OPENAI,
    /** Azure OpenAI. */
    AZURE,
    /** A file of recorded answers. */
    REPLAY;

    /** Whether a model is asked over the network. */
    public boolean isServer() {
        return this == OPENAI || this == AZURE;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
