package io.turnstile.judge.model;

import java.util.Map;

/** The ways to reach a model, each with the address that its requests must come to. */
enum Protocol {
    OPENAI("/v1/chat/completions", "Authorization", "Bearer secret-key"),
    AZURE_UNIFIED("/openai/v1/chat/completions", "api-key", "secret-key"),
    AZURE_LEGACY("/openai/deployments/judge-model/chat/completions?api-version=2024-10-21", "api-key", "secret-key");

    private final String url;
    private final String keyHeader;
    private final String keyValue;

    Protocol(String url, String keyHeader, String keyValue) {
        this.url = url;
        this.keyHeader = keyHeader;
        this.keyValue = keyValue;
    }

    String url() {
        return url;
    }

    String keyHeader() {
        return keyHeader;
    }

    String keyValue() {
        return keyValue;
    }

    Map<String, String> settings(String address) {
        return switch (this) {
            case OPENAI ->
                Map.of(
                        "provider",
                        "openai",
                        "base-url",
                        address + "/v1",
                        "model",
                        "judge-model",
                        "api-key",
                        "secret-key");
            case AZURE_UNIFIED ->
                Map.of("provider", "azure", "base-url", address, "model", "judge-model", "api-key", "secret-key");
            case AZURE_LEGACY ->
                Map.of(
                        "provider", "azure",
                        "base-url", address,
                        "model", "judge-model",
                        "api-key", "secret-key",
                        "azure-path-style", "legacy",
                        "azure-api-version", "2024-10-21");
        };
    }
}
