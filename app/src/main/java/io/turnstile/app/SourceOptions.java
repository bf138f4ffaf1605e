package io.turnstile.app;

import io.turnstile.config.ConfigurationException;
import io.turnstile.config.Settings;
import io.turnstile.producers.TelemetrySource;
import io.turnstile.producers.chatexport.ChatExportConfiguration;
import io.turnstile.producers.chatexport.ChatExportSource;
import io.turnstile.producers.generated.GeneratedTelemetry;
import io.turnstile.producers.generated.GeneratorConfiguration;
import io.turnstile.producers.jsonl.JsonlConfiguration;
import io.turnstile.producers.jsonl.JsonlSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/** The options that choose where rows come from. */
final class SourceOptions {

    /** A kind of source, named as people type it. */
    enum Kind {
        GENERATED("generated"),
        CHAT_EXPORT("chat-export"),
        JSONL("jsonl"),
        KUSTO("kusto");

        private final String typed;

        Kind(String typed) {
            this.typed = typed;
        }

        @Override
        public String toString() {
            return typed;
        }
    }

    @Option(
            names = "--source",
            paramLabel = "KIND",
            defaultValue = "generated",
            description = "Where rows come from: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private Kind kind;

    @Option(
            names = "--input",
            paramLabel = "PATH",
            arity = "1..*",
            description =
                    "Files or folders to read, for chat-export and jsonl; '-' reads JSON lines from standard input.")
    private List<String> input = List.of();

    @Option(
            names = "--conversations",
            paramLabel = "N",
            description = "How many conversations are generated (generator.conversations).")
    private Integer conversations;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "What the generator starts from (generator.seed): the same seed gives the same rows.")
    private Long seed;

    boolean isGenerated() {
        return kind == Kind.GENERATED;
    }

    boolean isKusto() {
        return kind == Kind.KUSTO;
    }

    /** Chat exports are taken whole: whoever exports a chat has chosen it. */
    boolean takesAllModes() {
        return kind == Kind.CHAT_EXPORT;
    }

    Map<String, String> flags() {
        var flags = new HashMap<String, String>();
        if (conversations != null) {
            flags.put(GeneratorConfiguration.CONVERSATIONS.key(), conversations.toString());
        }
        if (seed != null) {
            flags.put(GeneratorConfiguration.SEED.key(), seed.toString());
        }
        return flags;
    }

    /**
     * Opens the source.
     *
     * @throws ConfigurationException if input is missing, does not exist, or is given to the generator
     */
    TelemetrySource open(Settings settings) {
        checkInput();
        return switch (kind) {
            case GENERATED -> new GeneratedTelemetry(GeneratorConfiguration.from(settings));
            case JSONL -> JsonlSource.of(input, JsonlConfiguration.from(settings));
            case CHAT_EXPORT ->
                ChatExportSource.of(input.stream().map(Path::of).toList(), ChatExportConfiguration.from(settings));
            // It has a position, and no end: produce knows how to run it.
            case KUSTO -> throw new ConfigurationException("--source kusto goes with 'produce'.");
        };
    }

    private void checkInput() {
        if (isGenerated() || isKusto()) {
            if (!input.isEmpty()) {
                throw new ConfigurationException("--input goes with --source chat-export or jsonl; "
                        + (isKusto() ? "Kusto is no file." : "the generator reads nothing."));
            }
            return;
        }
        if (input.isEmpty()) {
            throw new ConfigurationException("--source " + kind + " needs --input PATH: the files or folders to read.");
        }
        for (String path : input) {
            boolean isStandardInput = kind == Kind.JSONL && path.equals(JsonlSource.STANDARD_INPUT);
            if (!isStandardInput && !Files.exists(Path.of(path))) {
                throw new ConfigurationException("--input " + path + " does not exist.");
            }
        }
    }
}
