package io.turnstile.domain.turn;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The events that turn assembly knows. Others appear with every release of the extension and are never an error. */
enum TelemetryEvent {
    TOOL_CALL_DETAILS("toolCallDetails"),
    TOOL_CALL_DETAILS_INTERNAL("toolCallDetailsInternal"),
    TOOL_CALL_DETAILS_EXTERNAL("toolCallDetailsExternal"),
    MESSAGE_TEXT("conversation.messageText"),
    MESSAGES_LENGTH("engine.messages.length"),
    PANEL_REQUEST("panel.request"),
    SUMMARIZED_HISTORY("summarizedConversationHistory"),
    /** Carries no conversationId and nothing that engine.messages.length does not. */
    RESPONSE_SUCCESS("response.success"),
    RESPONSE_ERROR("response.error"),
    RESPONSE_CANCELLED("response.cancelled"),
    /** The product's own router: not evidence of what a turn was. */
    ROUTER_DECISION("automode.routerDecision");

    private static final Map<String, TelemetryEvent> BY_NAME = Arrays.stream(values())
            .collect(Collectors.toUnmodifiableMap(event -> lower(event.name), Function.identity()));

    private final String name;

    TelemetryEvent(String name) {
        this.name = name;
    }

    /** The event of a row's name: without its publisher prefix, without regard to letter case; empty if unknown. */
    static Optional<TelemetryEvent> of(String eventName) {
        return Optional.ofNullable(BY_NAME.get(lower(eventName.substring(eventName.lastIndexOf('/') + 1))));
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
