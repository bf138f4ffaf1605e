package io.turnstile.producers.redaction;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What a property of a row holds, and so what is done to it. A property that is not in the table is text. */
enum PropertyKind {
    /** Whatever people or models wrote: it is searched. */
    TEXT,
    /** A value that the client or a server made: it stays as it is. */
    STRUCTURE,
    /** Names a person or a machine: it becomes a keyed hash, or is taken out. */
    IDENTITY,
    /** An identity that is also looked for in the row's texts, because people paste what shows their own name. */
    USER_NAME;

    private static final Map<String, PropertyKind> BY_KEY = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    static {
        put(USER_NAME, List.of("common.userName", "userName"));

        // The machine's ids are the same for years, and other data sets have them, too.
        put(
                IDENTITY,
                List.of(
                        "common.userId",
                        "common.copilotTrackingId",
                        "common.devDeviceId",
                        "common.vscodeMachineId",
                        "common.machineId",
                        "common.sqmId",
                        "common.sqmUserId",
                        "userId",
                        "copilotTrackingId",
                        "devDeviceId",
                        "vscodeMachineId",
                        "machineId",
                        "sqmId",
                        "client_machineid",
                        "client_deviceid"));

        // Ids are what rows are joined by. Drawn at random by the client, they tell nothing by themselves.
        put(
                STRUCTURE,
                List.of(
                        "messageId",
                        "conversationId",
                        "headerRequestId",
                        "requestId",
                        "chatRequestId",
                        "parentRequestId",
                        "modelCallId",
                        "responseId",
                        "common.vscodeSessionId"));

        // One of a few words, or the name of a model.
        put(
                STRUCTURE,
                List.of(
                        "source",
                        "mode",
                        "intentId",
                        "responseType",
                        "message_direction",
                        "subType",
                        "outcome",
                        "model",
                        "baseModel",
                        "modelInvoked",
                        "predictedLabel",
                        "retryAfterErrorCategory",
                        "retryAfterFilterCategory",
                        "common.extVersion",
                        "common.os"));

        // Numbers, which some clients send as texts: a token count may look like anything.
        put(
                STRUCTURE,
                List.of(
                        "turnIndex",
                        "turn",
                        "round",
                        "numRequests",
                        "promptTokens",
                        "promptTokenCount",
                        "completionTokens",
                        "totalTokens",
                        "maxTokenWindow",
                        "turnDuration",
                        "sessionDuration",
                        "issuedTime",
                        "confidence"));
    }

    /** @param key a property's key, in any letter case, without the number of a part */
    static PropertyKind of(String key) {
        return BY_KEY.getOrDefault(key, TEXT);
    }

    /** The keys of these kinds, in one of their spellings. */
    static Stream<String> keys(PropertyKind... kinds) {
        var wanted = Set.of(kinds);
        return BY_KEY.entrySet().stream()
                .filter(entry -> wanted.contains(entry.getValue()))
                .map(Map.Entry::getKey);
    }

    private static void put(PropertyKind kind, List<String> keys) {
        keys.forEach(key -> BY_KEY.put(key, kind));
    }
}
