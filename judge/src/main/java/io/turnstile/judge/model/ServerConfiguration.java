package io.turnstile.judge.model;

import io.turnstile.config.ConfigurationException;
import io.turnstile.config.Setting;
import io.turnstile.config.Settings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Which server is asked, and as whom.
 *
 * @param baseUrl the address; blank for OpenAI's own
 * @param apiKey blank for none
 * @param timeout how long one call may take in all
 * @param maxAnswerBytes the most bytes of an answer that are read
 * @param azure what only Azure needs
 */
record ServerConfiguration(
        String baseUrl, String apiKey, Duration timeout, int maxAnswerBytes, AzureConfiguration azure) {

    static final Setting<String> BASE_URL = Setting.string(
            "judge.base-url",
            "",
            "The server's address. Empty takes OpenAI's own. A compatible server's ends in /v1, as"
                    + " http://127.0.0.1:8000/v1 (vLLM) or http://127.0.0.1:11434/v1 (Ollama). Azure's is the resource's, as"
                    + " https://name.openai.azure.com; there is no default for it.");
    static final Setting<String> API_KEY = Setting.string(
            "judge.api-key",
            "",
            "The key to the server. Set it in the environment, or name a file: a command line is seen by all. Empty for a"
                    + " server that asks for none.");
    static final Setting<String> API_KEY_FILE =
            Setting.string("judge.api-key-file", "", "A file that holds the key to the server and nothing else.");
    static final Setting<Duration> TIMEOUT = Setting.duration(
            "judge.timeout",
            Duration.ofSeconds(60),
            "How long one call to the model may take in all, before it is given up and tried again. Ten times what a"
                    + " short answer takes; a model that reasons at length needs more.");
    static final Setting<Integer> MAX_ANSWER_BYTES = Setting.integer(
            "judge.max-answer-bytes",
            8 << 20,
            "The most bytes of an answer that are read. It bounds the memory against a server that ignores the token"
                    + " limit; 8 MiB is ten times an answer of 1,024 tokens with their alternatives.");

    static final List<Setting<?>> SETTINGS = List.of(BASE_URL, API_KEY, API_KEY_FILE, TIMEOUT, MAX_ANSWER_BYTES);

    private static final String OPENAI = "https://api.openai.com/v1";

    ServerConfiguration {
        Check.positive(TIMEOUT, timeout);
        Check.positive(MAX_ANSWER_BYTES, maxAnswerBytes);
    }

    /** @throws ConfigurationException if a value cannot be used, or the key's file cannot be read */
    static ServerConfiguration from(Settings settings) {
        return new ServerConfiguration(
                settings.get(BASE_URL).strip(),
                apiKey(settings),
                settings.get(TIMEOUT),
                settings.get(MAX_ANSWER_BYTES),
                AzureConfiguration.from(settings));
    }

    /** @throws ConfigurationException if the provider cannot be reached with this */
    void requireFor(Provider provider) {
        if (provider == Provider.AZURE) {
            Check.text(BASE_URL, baseUrl);
            if (azure.authentication() == AzureConfiguration.Authentication.KEY) {
                Check.text(API_KEY, apiKey);
            }
        }
        if (provider == Provider.OPENAI && baseUrl.isBlank()) {
            Check.text(API_KEY, apiKey);
        }
        if (!address().matches("https?://[^\\s/@]+(/\\S*)?")) {
            throw new ConfigurationException(
                    "Configuration key judge.base-url is no address without user and password, as https://name/v1.");
        }
    }

    /** The address in full. */
    String address() {
        return baseUrl.isBlank() ? OPENAI : baseUrl;
    }

    /** The server's name, for messages. */
    String host() {
        return URI.create(address()).getAuthority();
    }

    /** Without the key: a record would show it. */
    @Override
    public String toString() {
        return "ServerConfiguration[baseUrl=" + baseUrl + ", timeout=" + timeout + ", azure=" + azure + "]";
    }

    private static String apiKey(Settings settings) {
        String file = settings.get(API_KEY_FILE);
        if (file.isBlank()) {
            return settings.get(API_KEY).strip();
        }
        try {
            return Files.readString(Path.of(file)).strip();
        } catch (IOException e) {
            throw new ConfigurationException("The file of judge.api-key-file cannot be read: "
                    + e.getClass().getSimpleName() + ". Check its path and permissions.");
        }
    }
}
