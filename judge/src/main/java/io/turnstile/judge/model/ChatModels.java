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
        try {
            return configuration
                    .recordTo()
                    .<ChatModel>map(file -> RecordingChatModel.open(model, file))
                    .orElse(model);
        } catch (RuntimeException e) {
            model.close();
            throw e;
        }
    }

    static ChatModel served(ModelConfiguration configuration, OpenAIClient client) {
        var estimate = new TokenEstimate();
        var parameters = configuration.parameters();
        Exchange server =
                new OpenAiExchange(client, parameters, configuration.server().host());
        var limited = new RateLimitedExchange(
                server, configuration.limits(), estimate, parameters.maxCompletionTokens(), TimeMeter.SYSTEM_NANOTIME);
        var guarded = new HeldBackExchange(new GuardedExchange(limited, configuration.breaker()));
        var waiting = new Waiting();
        var retried = new Retry(configuration.retry(), waiting).around(guarded);
        if (!configuration.budget().isLimited()) {
            return new ServedChatModel(parameters.identity(), retried, () -> {
                waiting.close();
                client.close();
            });
        }
        var state = StateDirectory.open(configuration.stateDirectory());
        var budget = new Budget(configuration.budget(), state);
        return new ServedChatModel(parameters.identity(), new BudgetedExchange(retried, budget, estimate), () -> {
            waiting.close();
            client.close();
            budget.close();
            state.close();
        });
    }
}
