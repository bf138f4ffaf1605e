package io.turnstile.judge.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.openai.core.JsonValue;
import com.openai.core.http.HttpResponse;
import com.openai.errors.OpenAIException;
import com.openai.errors.OpenAIServiceException;
import java.io.IOException;
import java.time.Instant;
import java.util.stream.Stream;

/**
 * Calls through the client library, whose exceptions become ours. The bodies are read here and not by the library: it is
 * strict where compatible servers are not.
 */
final class ServerCalls {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final String host;

    /** A call of the client library. */
    @FunctionalInterface
    interface Call {
        HttpResponse run();
    }

    /** Takes what a response holds. */
    @FunctionalInterface
    interface Reading<T> {
        T read(HttpResponse response) throws IOException;
    }

    /** @param host the server's name, for messages */
    ServerCalls(String host) {
        this.host = host;
    }

    JsonNode json(Call call) throws ServerErrorException, AnswerTooLargeException, InterruptedException {
        return run(call, response -> JSON.readTree(response.body()));
    }

    /**
     * @throws ServerErrorException if the server answered with an error's status
     * @throws AnswerTooLargeException if it sent more than is read
     * @throws CallFailedException if it did not answer, not to the end, or not in JSON
     * @throws InterruptedException if the thread was told to stop; it notices when the answer comes, or at the time-out
     */
    <T> T run(Call call, Reading<T> reading)
            throws ServerErrorException, AnswerTooLargeException, InterruptedException {
        try (var response = call.run()) {
            return reading.read(response);
        } catch (OpenAIServiceException e) {
            throw new ServerErrorException(
                    e.statusCode(), tree(e.body()), RetryAfter.read(e.headers()::values, Instant.now()));
        } catch (OpenAIException | IOException e) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            throw failure(e);
        }
    }

    private CallFailedException failure(Exception failure) throws AnswerTooLargeException {
        var tooLarge = causes(failure)
                .filter(AnswerTooLargeException.class::isInstance)
                .map(AnswerTooLargeException.class::cast)
                .findFirst();
        if (tooLarge.isPresent()) {
            throw tooLarge.get();
        }
        if (causes(failure).anyMatch(JsonProcessingException.class::isInstance)) {
            return CallFailedException.garbage(
                    "The model's server " + host + " sent a body that is not JSON. Check that"
                            + " judge.base-url is the address of a chat completions server.");
        }
        var first = causes(failure).reduce((earlier, later) -> later).orElse(failure);
        return CallFailedException.passing("The model's server " + host + " could not be reached, or broke off ("
                + first.getClass().getSimpleName() + "). Check judge.base-url and judge.timeout if this lasts.");
    }

    private static JsonNode tree(JsonValue body) {
        return body.isMissing() ? MissingNode.getInstance() : JSON.valueToTree(body.convert(Object.class));
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause);
    }
}
