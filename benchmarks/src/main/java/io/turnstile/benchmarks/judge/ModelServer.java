package io.turnstile.benchmarks.judge;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.turnstile.judge.prompt.Prompt;
import io.turnstile.judge.prompt.PromptTexts;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** A server of chat completions on the loopback: answers every question alike and well, after a fixed time. */
final class ModelServer implements AutoCloseable {

    /** What it says that an answer used: of the size that a vote uses. */
    static final int TOKENS = 3_000;

    private static final int ANSWER_TOKENS = 300;
    private static final int BACKLOG = 512;
    private static final int THRESHOLD = 3;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Queue<Long> arrivals = new ConcurrentLinkedQueue<>();
    private final Duration latency;
    private final byte[] completion = completion();

    static {
        // The JDK's server would else wait with half of an answer for the other half's acknowledgement.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    ModelServer(Duration latency) throws IOException {
        this.latency = latency;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
    }

    /** When questions came, by {@link System#nanoTime}, about in order. */
    List<Long> arrivals() {
        return List.copyOf(arrivals);
    }

    private void answer(HttpExchange exchange) throws IOException {
        arrivals.add(System.nanoTime());
        try (exchange) {
            exchange.getRequestBody().transferTo(OutputStream.nullOutputStream());
            closed.await(latency.toNanos(), TimeUnit.NANOSECONDS);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, completion.length);
            exchange.getResponseBody().write(completion);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    private static byte[] completion() {
        var completion = JSON.createObjectNode()
                .put("id", "1")
                .put("object", "chat.completion")
                .put("created", 1)
                .put("model", "judge-model");
        var choice = completion.putArray("choices").addObject().put("index", 0).put("finish_reason", "stop");
        choice.putObject("message").put("role", "assistant").put("content", verdict());
        completion
                .putObject("usage")
                .put("prompt_tokens", TOKENS - ANSWER_TOKENS)
                .put("completion_tokens", ANSWER_TOKENS)
                .put("total_tokens", TOKENS);
        return completion.toString().getBytes(UTF_8);
    }

    /** An answer as the prompt asks for it. */
    private static String verdict() {
        var answer = JSON.createObjectNode();
        answer.putArray("evidence").add("the user says what to change, and where");
        answer.put("rationale", "The edit is described in full, and a wrong result would show at once.");
        var criteria = answer.putArray("criteria");
        for (String name : new Prompt(PromptTexts.current(), THRESHOLD).criteria()) {
            criteria.addObject().put("name", name).put("met", name.equals("FULLY_SPECIFIED"));
        }
        answer.putObject("dimensions")
                .put("reasoning", 1)
                .put("code", 2)
                .put("debugging", 1)
                .put("tools", 1);
        return answer.put("score", 2).put("confidence", 0.9).put("label", 1).toString();
    }
}
