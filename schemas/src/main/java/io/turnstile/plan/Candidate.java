package io.turnstile.plan;

/**
 * A labelled turn as a plan sees it.
 *
 * @param messageId the turn
 * @param conversationId its conversation
 * @param share its class and split
 * @param cell its stratum and position
 * @param duplicates what it is a duplicate with: the hash of the normalised text, or of its cluster
 * @param draw the seeded hash of its message id: the smaller, the sooner it is drawn; unsigned
 */
public record Candidate(String messageId, String conversationId, Share share, Cell cell, long duplicates, long draw)
        implements Comparable<Candidate> {

    /** Its split. */
    public Split split() {
        return share.split();
    }

    /** The same turn with other duplicates. */
    public Candidate withDuplicates(long others) {
        return new Candidate(messageId, conversationId, share, cell, others, draw);
    }

    /** The order in which candidates are drawn. Not that of equals: it knows only draw and message id. */
    @Override
    public int compareTo(Candidate other) {
        int byDraw = Long.compareUnsigned(draw, other.draw);
        return byDraw != 0 ? byDraw : messageId.compareTo(other.messageId);
    }
}
