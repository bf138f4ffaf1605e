package io.turnstile.datasets.verify;

/** What the checks need of a row. Any field can be null: it is for the checks to say that it must not. */
record DatasetRow(
        String text,
        Long label,
        String labelName,
        String messageId,
        String conversationId,
        String userHash,
        String split,
        String fingerprint,
        Double weight) {

    /** Whose split the row shares: its user's, or its conversation's where the user is not known. */
    String owner() {
        return userHash == null ? conversationId : userHash;
    }

    /** Whether two rows of a message say the same of it. Weights are the files'. */
    boolean isSameTurn(DatasetRow other) {
        return withoutWeight().equals(other.withoutWeight());
    }

    private DatasetRow withoutWeight() {
        return new DatasetRow(text, label, labelName, messageId, conversationId, userHash, split, fingerprint, null);
    }
}
