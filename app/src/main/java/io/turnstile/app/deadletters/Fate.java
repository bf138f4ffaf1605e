package io.turnstile.app.deadletters;

/** What a replay does with a dead letter. */
enum Fate {
    /** Its record is sent to its topic again. */
    REPLAYED("sent again"),
    /** An earlier replay has sent it. If it failed once more, that is another letter. */
    REPLAYED_BEFORE("sent by an earlier replay"),
    /** In a topic that keeps the latest of each key, a later one has come: to send the old one would undo that. */
    SUPERSEDED("a later record of its key has come"),
    /** It failed before it was in a topic: its source has it. */
    NEVER_SENT("was never in a topic; read its source again"),
    /** It was in none of our topics: in one by which the topologies send to themselves, or in none at all. */
    INTERNAL("no record of a topic of ours; see docs/errors.md"),
    /** The letter has no bytes, and its record is no longer in its topic. */
    GONE("neither the letter nor the topic has its bytes");

    private final String text;

    Fate(String text) {
        this.text = text;
    }

    /** For people. */
    String text() {
        return text;
    }
}
