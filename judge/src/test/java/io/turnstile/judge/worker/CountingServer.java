package io.turnstile.judge.worker;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * What a judge pays for, outside of the workers, so that their deaths cost no count. It takes its time, and is out of order
 * at random; such an answer is not paid.
 */
final class CountingServer implements AutoCloseable {

    private static final int PAID = 200;
    private static final int OUT_OF_ORDER = 503;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Map<String, Integer> paid = new ConcurrentHashMap<>();
    private final Random random;
    private final Duration latency;
    private final double faults;

    /** @param faults how many answers in one fail, 0 to 1 */
    CountingServer(Duration latency, double faults, long seed) throws IOException {
        this.latency = latency;
        this.faults = faults;
        this.random = new Random(seed);
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    /** How often each content was paid for. */
    Map<String, Integer> paid() {
        return Map.copyOf(paid);
    }

    int calls() {
        return paid.values().stream().mapToInt(Integer::intValue).sum();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            closed.await(latency.toMillis(), TimeUnit.MILLISECONDS);
            boolean isOutOfOrder = random.nextDouble() < faults;
            if (!isOutOfOrder) {
                paid.merge(exchange.getRequestURI().getPath().substring(1), 1, Integer::sum);
            }
            exchange.sendResponseHeaders(isOutOfOrder ? OUT_OF_ORDER : PAID, -1);
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
}
