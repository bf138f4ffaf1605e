package io.turnstile.judge.model;

import com.fasterxml.jackson.databind.JsonNode;
import io.turnstile.judge.NoLabel;
import io.turnstile.judge.model.CallFailedException.Kind;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Tells what an error of a server means: a fault of this question, of the configuration, or something that passes. The
 * server's own message is looked into and never repeated, because it can quote the question.
 */
final class ErrorReading {

    private static final Set<String> FILTERED =
            Set.of("content_filter", "ResponsibleAIPolicyViolation", "content_policy_violation", "invalid_prompt");
    private static final Set<String> TOO_LONG =
            Set.of("context_length_exceeded", "string_above_max_length", "exceed_context_size_error");

    /** What vLLM, Ollama and llama.cpp say in the place of a code. */
    private static final Pattern TOO_LONG_MESSAGE =
            Pattern.compile("context (length|window|size)", Pattern.CASE_INSENSITIVE);

    private static final String OTHER_MODEL = "choose a judge.model that takes JSON schemas";

    private static final Map<String, String> SETTING_OF_PARAMETER = Map.of(
            "logprobs", "set judge.logprobs=false",
            "top_logprobs", "lower judge.top-logprobs, or set judge.logprobs=false",
            "temperature", "set judge.temperature to nothing",
            "seed", "set judge.seed to nothing",
            "reasoning_effort", "change judge.reasoning-effort, or set it to nothing",
            "max_completion_tokens", "lower judge.max-completion-tokens, or set judge.token-limit-parameter=max-tokens",
            "max_tokens", "lower judge.max-completion-tokens, or set judge.token-limit-parameter=max-completion-tokens",
            "response_format", OTHER_MODEL);

    private static final Pattern PARAMETER = Pattern.compile(
            "\\b(top_logprobs|logprobs|temperature|seed|reasoning_effort|max_completion_tokens|max_tokens|response_format)\\b");

    private final String host;

    /** @param host the server's name, for messages */
    ErrorReading(String host) {
        this.host = host;
    }

    /**
     * @param status HTTP's
     * @param error what stands in the body's {@code error}, or the body
     * @param retryAfter what the server asked for; zero if nothing
     * @param isProven whether the server has answered another question: then an error is this question's fault
     * @throws CallFailedException if it is no fault of this question
     */
    Reply.Declined read(int status, JsonNode error, Duration retryAfter, boolean isProven) {
        return switch (status) {
            case 401, 403 ->
                throw lasting(
                        status,
                        "does not let the judge in. Check judge.api-key or judge.azure-auth,"
                                + " and that the account may use the model");
            case 404 ->
                throw lasting(
                        status,
                        "knows no such address or model. Check judge.base-url (most end in /v1),"
                                + " judge.model, and of Azure the deployment's name and judge.azure-path-style");
            case 408, 409 -> throw passing(status, retryAfter);
            case 413 -> declined(NoLabel.TOO_LONG, "The question is longer than the server takes.");
            case 429 -> throw throttled(error, retryAfter);
            default -> {
                if (status >= 500) {
                    throw passing(status, retryAfter);
                }
                yield rejected(status, error, isProven);
            }
        };
    }

    private Reply.Declined rejected(int status, JsonNode error, boolean isProven) {
        if (hasCode(error, FILTERED)) {
            return declined(NoLabel.FILTERED, "The server's content filter stopped the question.");
        }
        String message =
                error.isTextual() ? error.asText() : error.path("message").asText("");
        if (hasCode(error, TOO_LONG) || TOO_LONG_MESSAGE.matcher(message).find()) {
            return declined(NoLabel.TOO_LONG, "The question does not fit the model's context.");
        }
        var remedy = remedy(error.path("param").asText(""), isProven ? "" : message);
        if (remedy.isPresent()) {
            throw lasting(status, "refuses a parameter: " + remedy.get());
        }
        if (isProven) {
            return declined(
                    NoLabel.REFUSED, "The server rejected this question (" + status + "), and has answered others.");
        }
        throw lasting(
                status, "rejects the judge's questions. Check judge.model, judge.base-url and the model's parameters");
    }

    private static Optional<String> remedy(String parameter, String message) {
        return Optional.ofNullable(SETTING_OF_PARAMETER.get(parameter))
                .or(() -> PARAMETER
                        .matcher(message)
                        .results()
                        .findFirst()
                        .map(match -> SETTING_OF_PARAMETER.get(match.group())));
    }

    private static boolean hasCode(JsonNode error, Set<String> codes) {
        return codes.contains(error.path("code").asText(""))
                || codes.contains(error.path("type").asText(""))
                || codes.contains(error.path("innererror").path("code").asText(""));
    }

    private CallFailedException throttled(JsonNode error, Duration retryAfter) {
        if (hasCode(error, Set.of("insufficient_quota"))) {
            return lasting(429, "says that the account has no credit left. Add some, or set judge.api-key to another");
        }
        return new CallFailedException(
                Kind.THROTTLED,
                "The model's server " + host + " turned the judge away (429). Lower judge.requests-per-minute or"
                        + " judge.tokens-per-minute if this lasts.",
                retryAfter);
    }

    private CallFailedException passing(int status, Duration retryAfter) {
        return new CallFailedException(
                Kind.PASSING,
                "The model's server " + host + " failed (" + status + "). If this lasts, look at the server.",
                retryAfter);
    }

    private CallFailedException lasting(int status, String what) {
        return CallFailedException.lasting("The model's server " + host + " " + what + " (" + status + ").");
    }

    private static Reply.Declined declined(NoLabel reason, String message) {
        return new Reply.Declined(reason, message, Usage.UNKNOWN);
    }
}
