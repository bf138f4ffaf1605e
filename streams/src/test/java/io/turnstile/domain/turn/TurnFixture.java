package io.turnstile.domain.turn;

import io.turnstile.streams.RowFixture;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * A successful agent turn with a summary and without calls, and the parts that a test cares about. Turn k starts 100 k
 * seconds after the epoch and takes ten; all times are in seconds from the epoch.
 */
public final class TurnFixture {

    /** The time that tests count seconds from. */
    public static final Instant EPOCH = RowFixture.EPOCH;

    private static final String CONVERSATION_ID = "c";

    private final String messageId;
    private final List<LlmCall> calls = new ArrayList<>();
    private final List<Instant> summarizedAt = new ArrayList<>();
    private long start;
    private boolean hasSummary = true;
    private Integer turnIndex;
    private String responseType = "success";
    private String model = "model-a";
    private String intentId = "editAgent";
    private Integer numRequests = 1;
    private Map<String, Integer> toolCounts = Map.of();
    private Long turnDurationMs = 10_000L;
    private String statedMode = "agent";
    private String userText;
    private String modelText;
    private String parentRequestId;
    private String userHash;

    private TurnFixture(String messageId, int turnIndex) {
        this.messageId = messageId;
        this.turnIndex = turnIndex;
        start = 100L * turnIndex;
        userText = "Refactor module " + messageId;
        modelText = "Done with " + messageId;
    }

    public static TurnFixture turn(String messageId, int turnIndex) {
        return new TurnFixture(messageId, turnIndex);
    }

    /** Turns 1 to n with ids m-1 to m-n. */
    public static List<Turn> turns(int n) {
        return IntStream.rangeClosed(1, n)
                .mapToObj(index -> turn("m-" + index, index).build())
                .toList();
    }

    public TurnFixture startingAt(long second) {
        start = second;
        return this;
    }

    public TurnFixture withoutSummary() {
        hasSummary = false;
        return this;
    }

    /** @param turnIndex null where the summary does not say the turn's place */
    public TurnFixture turnIndex(Integer turnIndex) {
        this.turnIndex = turnIndex;
        return this;
    }

    public TurnFixture responseType(String responseType) {
        this.responseType = responseType;
        return this;
    }

    public TurnFixture model(String model) {
        this.model = model;
        return this;
    }

    public TurnFixture intentId(String intentId) {
        this.intentId = intentId;
        return this;
    }

    public TurnFixture numRequests(Integer numRequests) {
        this.numRequests = numRequests;
        return this;
    }

    /** @param toolCounts null where not measured */
    public TurnFixture toolCounts(Map<String, Integer> toolCounts) {
        this.toolCounts = toolCounts;
        return this;
    }

    public TurnFixture turnDurationMs(Long turnDurationMs) {
        this.turnDurationMs = turnDurationMs;
        return this;
    }

    public TurnFixture statedMode(String statedMode) {
        this.statedMode = statedMode;
        return this;
    }

    public TurnFixture userText(String userText) {
        this.userText = userText;
        return this;
    }

    /** @param modelText null where not captured */
    public TurnFixture modelText(String modelText) {
        this.modelText = modelText;
        return this;
    }

    public TurnFixture parentRequestId(String parentRequestId) {
        this.parentRequestId = parentRequestId;
        return this;
    }

    /** @param userHash null where no row says */
    public TurnFixture userHash(String userHash) {
        this.userHash = userHash;
        return this;
    }

    public TurnFixture summarizedAt(long second) {
        summarizedAt.add(EPOCH.plusSeconds(second));
        return this;
    }

    /** A call of the agent itself by model-a. */
    public TurnFixture call(long second, long promptTokens) {
        return call(second, "model-a", promptTokens, null);
    }

    /**
     * @param promptTokens null for a failed attempt
     * @param subType null for a call of the agent itself
     */
    public TurnFixture call(long second, String callModel, Long promptTokens, String subType) {
        String id = messageId + "-call-" + calls.size();
        calls.add(new LlmCall(id, EPOCH.plusSeconds(second), callModel, promptTokens, null, null, subType, null));
        return this;
    }

    public Turn build() {
        Instant end = EPOCH.plusSeconds(start + 10);
        var parts = new TurnParts(messageId, CONVERSATION_ID, EPOCH.plusSeconds(start), end)
                .statedMode(statedMode)
                .userText(userText)
                .modelText(modelText == null ? null : new ModelText(end, modelText))
                .summary(hasSummary ? summary(end) : null)
                .parentRequestId(parentRequestId)
                .userHash(userHash);
        calls.forEach(parts::call);
        summarizedAt.forEach(parts::summarizedAt);
        return parts.build();
    }

    private TurnSummary summary(Instant at) {
        return new TurnSummary(
                at,
                turnIndex,
                responseType,
                model,
                intentId,
                numRequests,
                toolCounts == null ? null : new TreeMap<>(toolCounts),
                turnDurationMs,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }
}
