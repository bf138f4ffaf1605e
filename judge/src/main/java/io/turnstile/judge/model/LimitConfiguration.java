package io.turnstile.judge.model;

import io.turnstile.config.Setting;
import io.turnstile.config.Settings;
import java.util.List;

/**
 * How much is asked in a minute.
 *
 * @param requestsPerMinute 0 for no limit
 * @param tokensPerMinute prompt and answer together; 0 for no limit
 */
record LimitConfiguration(int requestsPerMinute, int tokensPerMinute) {

    static final Setting<Integer> REQUESTS_PER_MINUTE = Setting.integer(
            "judge.requests-per-minute",
            0,
            "The most requests to the model in a minute, of this worker; 0 for no limit. Several workers each need their"
                    + " share of what the account is allowed. None by default: only you know your account's.");
    static final Setting<Integer> TOKENS_PER_MINUTE = Setting.integer(
            "judge.tokens-per-minute",
            0,
            "The most tokens to and from the model in a minute, of this worker; 0 for no limit. Before a call it counts"
                    + " an estimate of the prompt and the longest answer, after it what was used.");

    static final List<Setting<?>> SETTINGS = List.of(REQUESTS_PER_MINUTE, TOKENS_PER_MINUTE);

    LimitConfiguration {
        Check.notNegative(REQUESTS_PER_MINUTE, requestsPerMinute);
        Check.notNegative(TOKENS_PER_MINUTE, tokensPerMinute);
    }

    static LimitConfiguration from(Settings settings) {
        return new LimitConfiguration(settings.get(REQUESTS_PER_MINUTE), settings.get(TOKENS_PER_MINUTE));
    }
}
