package io.turnstile.topic;

/** How a topic forgets: by age, or by keeping the latest record of a key. */
public enum Cleanup {
    DELETE("delete"),
    COMPACT("compact");

    private final String policy;

    Cleanup(String policy) {
        this.policy = policy;
    }

    /** The value of Kafka's topic setting {@code cleanup.policy}. */
    public String policy() {
        return policy;
    }
}
