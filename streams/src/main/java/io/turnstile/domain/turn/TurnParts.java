package io.turnstile.domain.turn;

import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Fills in the parts of a turn by name; a record of thirteen components is too easily filled in by place. */
public final class TurnParts {

    private final String messageId;
    private final String conversationId;
    private final Instant lastEventAt;
    private Instant startedAt;
    private String statedMode;
    private String userText;
    private ModelText modelText;
    private TurnSummary summary;
    private Integer panelTurnIndex;
    private String parentRequestId;
    private String userHash;
    private final SortedMap<CallKey, LlmCall> calls = new TreeMap<>();
    private final SortedSet<Instant> summarizedAt = new TreeSet<>();

    /** @param conversationId null while unknown */
    public TurnParts(String messageId, String conversationId, Instant startedAt, Instant lastEventAt) {
        this.messageId = messageId;
        this.conversationId = conversationId;
        this.startedAt = startedAt;
        this.lastEventAt = lastEventAt;
    }

    public TurnParts startedAt(Instant startedAt) {
        this.startedAt = startedAt;
        return this;
    }

    public TurnParts statedMode(String statedMode) {
        this.statedMode = statedMode;
        return this;
    }

    public TurnParts userText(String userText) {
        this.userText = userText;
        return this;
    }

    public TurnParts modelText(ModelText modelText) {
        this.modelText = modelText;
        return this;
    }

    public TurnParts summary(TurnSummary summary) {
        this.summary = summary;
        return this;
    }

    public TurnParts panelTurnIndex(Integer panelTurnIndex) {
        this.panelTurnIndex = panelTurnIndex;
        return this;
    }

    /** Some clients name the turn itself; that is no parent, and must not hide one that another row names. */
    public TurnParts parentRequestId(String parentRequestId) {
        this.parentRequestId = messageId.equals(parentRequestId) ? null : parentRequestId;
        return this;
    }

    public TurnParts userHash(String userHash) {
        this.userHash = userHash;
        return this;
    }

    public TurnParts call(LlmCall call) {
        calls.merge(CallKey.of(call), call, LlmCall::merge);
        return this;
    }

    public TurnParts summarizedAt(Instant at) {
        summarizedAt.add(at);
        return this;
    }

    public Turn build() {
        return new Turn(
                messageId,
                conversationId,
                startedAt,
                lastEventAt,
                statedMode,
                userText,
                modelText,
                summary,
                panelTurnIndex,
                parentRequestId,
                userHash,
                Collections.unmodifiableSortedMap(calls),
                Collections.unmodifiableSortedSet(summarizedAt));
    }
}
