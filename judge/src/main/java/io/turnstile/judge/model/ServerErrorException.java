package io.turnstile.judge.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;

/** A server answered with an error's status. It has no message, because the server's can quote the question. */
final class ServerErrorException extends Exception {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final JsonNode error;
    private final Duration retryAfter;

    ServerErrorException(int status, JsonNode error, Duration retryAfter) {
        this.status = status;
        this.error = error;
        this.retryAfter = retryAfter;
    }

    int status() {
        return status;
    }

    JsonNode error() {
        return error;
    }

    Duration retryAfter() {
        return retryAfter;
    }
}
