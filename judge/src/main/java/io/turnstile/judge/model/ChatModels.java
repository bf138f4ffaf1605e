package io.turnstile.judge.model;

import com.openai.client.OpenAIClient;
import io.github.bucket4j.TimeMeter;

/**
 * Opens the configured model. From the outside in, a question passes the recording, the budget, the retries, the hold of
 * a Retry-After, the breaker and the rate limits, and then goes to the server.
 */
public final class ChatModels {

    private ChatModels() {}

    /**
     * @return to be closed; called from as many threads as one likes
     * @throws IllegalArgumentException if the provider asks no model
     * @throws IllegalStateException if a file of state or of a recording cannot be used
     */
    public static ChatModel open(ModelConfiguration configuration) {
        return switch (configuration.provider()) {
            case OPENAI, AZURE ->
                recorded(
                        served(configuration, OpenAiClients.open(configuration.provider(), configuration.server())),
                        configuration);
            case REPLAY -> ReplayingChatModel.open(configuration.replayFrom().orElseThrow());
            case OFFLINE_RUBRIC -> throw new IllegalArgumentException("Provider offline-rubric asks no model.");
        };
    }

    /**
     * The identity that the configured model has, without opening it.
     *
     * @throws IllegalArgumentException if the provider asks no model
     * @throws IllegalStateException if a recording cannot be read
     */
    public static String identity(ModelConfiguration configuration) {
        return switch (configuration.provider()) {
            case OPENAI, AZURE -> configuration.parameters().identity();
            case REPLAY ->
                ReplayingChatModel.open(configuration.replayFrom().orElseThrow())
                        .identity();
            case OFFLINE_RUBRIC -> throw new IllegalArgumentException("Provider offline-rubric asks no model.");
        };
    }

    private static ChatModel recorded(ChatModel model, ModelConfiguration configuration) {
        if (configuration.recordTo().isEmpty()) {
            return model;
        }
        try {
            return RecordingChatModel.open(model, configuration.recordTo().get());
        } catch (RuntimeException e) {
            model.close();
            throw e;
        }
    }

    /** Around a client, which is closed with the model, or if there is none to be had. */
    static ChatModel served(ModelConfiguration configuration, OpenAIClient client) {
        try {
            return configuration.budget().isLimited()
                    ? budgeted(configuration, client)
                    : unlimited(configuration, client);
        } catch (RuntimeException e) {
            client.close();
            throw e;
        }
    }

    private static ChatModel unlimited(ModelConfiguration configuration, OpenAIClient client) {
        var waiting = new Waiting();
        var exchange = retried(configuration, client, waiting, new TokenEstimate());
        return new ServedChatModel(configuration.parameters().identity(), exchange, () -> {
            waiting.close();
            client.close();
        });
    }

    private static ChatModel budgeted(ModelConfiguration configuration, OpenAIClient client) {
        var state = StateDirectory.open(configuration.stateDirectory());
        var waiting = new Waiting();
        var estimate = new TokenEstimate();
        var budget = budget(configuration, state);
        var exchange = new BudgetedExchange(retried(configuration, client, waiting, estimate), budget, estimate);
        return new ServedChatModel(configuration.parameters().identity(), exchange, () -> {
            waiting.close();
            client.close();
            budget.close();
            state.close();
        });
    }

    private static Budget budget(ModelConfiguration configuration, StateDirectory state) {
        try {
            return new Budget(configuration.budget(), state);
        } catch (RuntimeException e) {
            state.close();
            throw e;
        }
    }

    private static Exchange retried(
            ModelConfiguration configuration, OpenAIClient client, Waiting waiting, TokenEstimate estimate) {
        var parameters = configuration.parameters();
        var limited = new RateLimitedExchange(
                new OpenAiExchange(client, parameters, configuration.server().host()),
                configuration.limits(),
                estimate,
                parameters.maxCompletionTokens(),
                TimeMeter.SYSTEM_NANOTIME);
        var guarded = new HeldBackExchange(new GuardedExchange(limited, configuration.breaker()));
        return new Retry(configuration.retry(), waiting).around(guarded);
    }
}
