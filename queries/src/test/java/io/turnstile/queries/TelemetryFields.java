package io.turnstile.queries;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The keys that the telemetry's events have among their properties and measurements. */
final class TelemetryFields {

    private static final Set<String> KEYS = Stream.of(
                    // Ids, which several events have.
                    "conversationId messageId headerRequestId requestId chatRequestId parentRequestId common.userName",
                    // toolCallDetails, and its Internal and External forms.
                    "intentId responseType toolCounts model availableTools numRequests turnIndex turnDuration"
                            + " sessionDuration promptTokenCount messageCharLen availableToolCount"
                            + " invalidToolCallCount toolTokenCount totalToolCalls parallelToolCallRounds"
                            + " parallelToolCallsTotal",
                    // conversation.messageText.
                    "source messageText mode",
                    // engine.messages.length.
                    "modelCallId message_direction promptTokens completionTokens totalTokens baseModel maxTokenWindow"
                            + " messagesJson subType retryAfterError retryAfterErrorCategory"
                            + " retryAfterFilterCategory",
                    // panel.request.
                    "turn round",
                    // response.success, response.error, response.cancelled.
                    "modelInvoked issuedTime",
                    // summarizedConversationHistory.
                    "outcome",
                    // automode.routerDecision.
                    "predictedLabel confidence turn_number session_id previous_model reference_count"
                            + " prompt_char_count")
            .flatMap(keys -> Stream.of(keys.split(" ")))
            .map(key -> key.toLowerCase(Locale.ROOT))
            .collect(Collectors.toSet());

    /** A value of more than 8,192 characters is split into key, key_02 ... key_50. */
    private static final Pattern PART = Pattern.compile("_(0[2-9]|[1-4][0-9]|50)$");

    private TelemetryFields() {}

    /** Whether an event has that key, without regard to letter case. */
    static boolean has(String key) {
        String lower = key.toLowerCase(Locale.ROOT);
        return KEYS.contains(PART.matcher(lower).replaceFirst("")) || lower.startsWith("request.option.");
    }
}
