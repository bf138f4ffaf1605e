package io.turnstile.config;

/** The configuration cannot be used; the message says which key, from which layer, and what is expected. */
public final class ConfigurationException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public ConfigurationException(String message) {
        super(message);
    }
}
