package io.turnstile.streams;

/**
 * What stages count, see docs/pipeline.md. Each counts what happened in this process since its start and never falls:
 * state outlives a process, so what is so at present cannot be told from what one process saw. What comes and goes has
 * two counts, of which the difference is what came to be since the start.
 */
public enum StageCount {
    /** Rows read. */
    ROWS("rows"),
    /** Rows that take no part, by reason. */
    IGNORED_ROWS("ignored-rows"),
    /** Rows kept until a row of their turn names a conversation. */
    ROWS_HELD("rows-held"),
    /** Held rows whose turn got its conversation. */
    ROWS_RELEASED("rows-released"),
    /** Parts of turns sent. */
    TURNS_SENT("turns-sent"),
    /** Parts of turns read. */
    TURNS_RECEIVED("turns-received"),
    /** Turns that are more than a model's text sent again. */
    TURNS("turns"),
    /** Parts of turns that changed nothing. */
    TURNS_WITHOUT_NEWS("turns-without-news"),
    /** Conversations that began, or that later rows opened again. */
    CONVERSATIONS_OPENED("conversations-opened"),
    /** Conversations that closed, whatever came of it. */
    CONVERSATIONS_CLOSED("conversations-closed"),
    /** Conversations that a close found to be none for us, and the close before had not, by reason. */
    CONVERSATIONS_NOT_ASSEMBLED("conversations-not-assembled"),
    /** Conversations that a close found to be no longer what {@link #CONVERSATIONS_NOT_ASSEMBLED} counted, by that reason. */
    CONVERSATIONS_RECONSIDERED("conversations-reconsidered"),
    /** Records sent to the topics of conversations, tombstones among them, by topic. */
    CONVERSATIONS_SENT("conversations-sent"),
    /** What a stage itself sent to the dead letters, by reason. */
    DEAD_LETTERS("dead-letters"),
    /** Records read from the topic of complete conversations. */
    CONVERSATIONS_RECEIVED("conversations-received"),
    /** Turns that the judge is not asked for, by reason, once for each revision of their conversation. */
    TURNS_NOT_JUDGED("turns-not-judged"),
    /** Requests sent to the judge. */
    REQUESTS_SENT("requests-sent"),
    /** Requests taken back by a tombstone. */
    REQUESTS_RETRACTED("requests-retracted"),
    /** Verdicts that decide nothing, by reason. */
    IGNORED_VERDICTS("ignored-verdicts"),
    /** Labels sent, a changed one anew. */
    LABELS_SENT("labels-sent"),
    /** Labels taken back by a tombstone. */
    LABELS_WITHDRAWN("labels-withdrawn"),
    /** Verdicts sent once more, because another covered the one that holds. */
    VERDICTS_RESENT("verdicts-resent"),
    /** Verdicts taken back by a tombstone. */
    VERDICTS_RETRACTED("verdicts-retracted"),
    /** Labelled turns, each time they are looked at, that no plan draws from: of other datasets, or of other judges. */
    TURNS_NOT_OFFERED("turns-not-offered"),
    /** Turns offered to a pool of plans, a changed one anew. */
    CANDIDATES_OFFERED("candidates-offered"),
    /** Offers taken back. */
    CANDIDATES_WITHDRAWN("candidates-withdrawn"),
    /** Candidates that a cap holds back, by reason. */
    CANDIDATES_CAPPED("candidates-capped"),
    /** Candidates that a cap no longer holds back, by that reason: they go on, or were withdrawn. */
    CANDIDATES_RELEASED("candidates-released"),
    /** Turns that entered a sample, by plan. */
    TURNS_DRAWN("turns-drawn"),
    /** Turns that left a sample, by plan. */
    TURNS_LEFT("turns-left");

    private final String metric;

    StageCount(String metric) {
        this.metric = metric;
    }

    /** The metric's name in group {@value StageMetrics#GROUP}. */
    public String metric() {
        return metric;
    }
}
