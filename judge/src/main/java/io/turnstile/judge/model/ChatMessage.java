package io.turnstile.judge.model;

/** One message to a model. */
public record ChatMessage(Role role, String text) {

    /** Who speaks. */
    public enum Role {
        SYSTEM,
        USER,
        ASSISTANT
    }
}
