package io.turnstile.judge.model;

import io.turnstile.config.ConfigurationException;
import io.turnstile.config.Setting;
import io.turnstile.config.Settings;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Who judges, and how a model is reached.
 *
 * @param stateDirectory where the judge remembers what it has spent and which batches are under way
 * @param recordTo the file to which answers are added; empty for none
 * @param replayFrom the file that answers are replayed from; empty for none
 */
public record ModelConfiguration(
        Provider provider,
        ServerConfiguration server,
        ModelParameters parameters,
        LimitConfiguration limits,
        RetryConfiguration retry,
        BreakerConfiguration breaker,
        BudgetConfiguration budget,
        BatchConfiguration batch,
        Path stateDirectory,
        Optional<Path> recordTo,
        Optional<Path> replayFrom) {

    public static final Setting<Provider> PROVIDER = new Setting<>(
            "judge.provider",
            Provider.OFFLINE_RUBRIC.toString(),
            Check.oneOf(Provider.class),
            "Who judges: offline-rubric, openai (also vLLM, Ollama and what else speaks its protocol), azure, or replay."
                    + " The default needs no network and costs nothing; its labels are a baseline.");
    public static final Setting<String> STATE_DIRECTORY = Setting.string(
            "judge.state-directory",
            ".turnstile-judge",
            "Where the judge remembers what it has spent and which batches are under way. One worker uses it at a time;"
                    + " it must outlive a restart.");
    public static final Setting<String> RECORD_TO = Setting.string(
            "judge.record-to",
            "",
            "A file to which every answer of the model is added, for replay. It holds answers, which can quote the judged"
                    + " text. Empty records nothing.");
    public static final Setting<String> REPLAY_FROM =
            Setting.string("judge.replay-from", "", "The recorded file that provider replay answers from.");

    /** All keys of this component. */
    public static final List<Setting<?>> SETTINGS = Stream.of(
                    List.<Setting<?>>of(PROVIDER),
                    ServerConfiguration.SETTINGS,
                    AzureConfiguration.SETTINGS,
                    ModelParameters.SETTINGS,
                    LimitConfiguration.SETTINGS,
                    RetryConfiguration.SETTINGS,
                    BreakerConfiguration.SETTINGS,
                    BudgetConfiguration.SETTINGS,
                    BatchConfiguration.SETTINGS,
                    List.<Setting<?>>of(STATE_DIRECTORY, RECORD_TO, REPLAY_FROM))
            .<Setting<?>>flatMap(List::stream)
            .toList();

    /** @throws ConfigurationException if the provider cannot be reached with this */
    public ModelConfiguration {
        if (provider.isServer()) {
            Check.text(ModelParameters.MODEL, parameters.model());
            server.requireFor(provider);
        }
        if (provider == Provider.REPLAY && replayFrom.isEmpty()) {
            throw new ConfigurationException(
                    "Configuration key judge.provider is replay, and judge.replay-from is blank."
                            + " Name a file that judge.record-to wrote.");
        }
        if (provider != Provider.REPLAY && replayFrom.isPresent()) {
            throw new ConfigurationException("Configuration key judge.replay-from is set, and judge.provider is "
                    + provider + ". Set judge.provider=replay, or leave judge.replay-from empty.");
        }
        if (!provider.isServer() && recordTo.isPresent()) {
            throw new ConfigurationException("Configuration key judge.record-to is set, and judge.provider " + provider
                    + " asks no model. Leave it empty.");
        }
    }

    /** @throws ConfigurationException if a value is missing, does not parse or makes no sense */
    public static ModelConfiguration from(Settings settings) {
        return new ModelConfiguration(
                settings.get(PROVIDER),
                ServerConfiguration.from(settings),
                ModelParameters.from(settings),
                LimitConfiguration.from(settings),
                RetryConfiguration.from(settings),
                BreakerConfiguration.from(settings),
                BudgetConfiguration.from(settings),
                BatchConfiguration.from(settings),
                Path.of(settings.get(STATE_DIRECTORY)),
                file(settings.get(RECORD_TO)),
                file(settings.get(REPLAY_FROM)));
    }

    private static Optional<Path> file(String text) {
        return text.isBlank() ? Optional.empty() : Optional.of(Path.of(text.strip()));
    }
}
