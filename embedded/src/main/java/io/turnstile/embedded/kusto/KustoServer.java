package io.turnstile.embedded.kusto;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.turnstile.embedded.EmbeddedStartException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** HTTP on 127.0.0.1: the part of Kusto's REST interface that its clients need for queries. */
final class KustoServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(KustoServer.class);

    private static final String HOST = "127.0.0.1";

    static {
        // Without it every other answer waits 40 ms for the acknowledgement of its own headers.
        if (System.getProperty("sun.net.httpserver.nodelay") == null) {
            System.setProperty("sun.net.httpserver.nodelay", "true");
        }
    }

    private final HttpServer server;

    private KustoServer(HttpServer server) {
        this.server = server;
    }

    /** @throws EmbeddedStartException if the port is taken */
    static KustoServer start(int port, ExecutorService threads, QueryEndpoint queries) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getByName(HOST), port), 0);
            server.createContext("/", exchange -> send(exchange, notFound()));
            server.createContext("/v2/rest/query", exchange -> respond(exchange, queries::answer));
            server.createContext("/v1/rest/mgmt", exchange -> respond(exchange, KustoServer::manage));
            server.setExecutor(threads);
            server.start();
            return new KustoServer(server);
        } catch (IOException e) {
            throw new EmbeddedStartException(
                    "Port " + port + " on " + HOST + " cannot be listened on (" + e.getMessage()
                            + "). Stop what listens there, or set " + EmbeddedKustoConfiguration.PORT_KEY
                            + " to another port, or to 0 for a free one.",
                    e);
        }
    }

    String url() {
        return "http://" + HOST + ":" + server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private static KustoAnswer manage(KustoRequest request) {
        return KustoAnswer.json(200, ManagementAnswer.to(request.csl()));
    }

    private static KustoAnswer notFound() {
        return KustoAnswer.error(new KustoError(
                404,
                "NotFound",
                "Not found",
                "KustoBadRequestException",
                "The embedded server has only POST /v2/rest/query and POST /v1/rest/mgmt, for the host 127.0.0.1.",
                true));
    }

    private static void respond(HttpExchange exchange, Function<KustoRequest, KustoAnswer> answering)
            throws IOException {
        if (!exchange.getRequestMethod().equals("POST") || !isForThisMachine(exchange)) {
            send(exchange, notFound());
            return;
        }
        try {
            send(exchange, answering.apply(KustoRequest.read(exchange.getRequestBody())));
        } catch (KustoRefusal e) {
            LOG.debug("event=kusto.refused code={}", e.error().code());
            send(exchange, KustoAnswer.error(e.error()));
        }
    }

    /** A page in a browser whose host name was made to mean 127.0.0.1 must not read what is in the tables. */
    private static boolean isForThisMachine(HttpExchange exchange) {
        String host = exchange.getRequestHeaders().getFirst("Host");
        return host != null && (host.startsWith(HOST + ":") || host.startsWith("localhost:"));
    }

    private static void send(HttpExchange exchange, KustoAnswer answer) throws IOException {
        try (exchange) {
            Encoded encoded = encoded(exchange, answer);
            writeHeaders(exchange, encoded);
            switch (encoded.answer().delivery()) {
                case NOTHING -> {}
                case WHOLE -> write(exchange, encoded, encoded.body().length, encoded.body().length);
                case HALF -> write(exchange, encoded, encoded.body().length, encoded.body().length / 2);
                case UNENDED -> write(exchange, encoded, encoded.body().length + 1L, encoded.body().length);
            }
        }
    }

    /** The body is made before anything is sent, so that a result that cannot be written is an error like any other. */
    private static Encoded encoded(HttpExchange exchange, KustoAnswer answer) throws IOException {
        String accepted = exchange.getRequestHeaders().getFirst("Accept-Encoding");
        boolean gzip = accepted != null && accepted.contains("gzip") && answer.status() == 200;
        try {
            return new Encoded(answer, body(answer, gzip), gzip);
        } catch (RuntimeException bug) {
            KustoAnswer instead = KustoAnswer.error(QueryEndpoint.unexpected(bug));
            return new Encoded(instead, body(instead, false), false);
        }
    }

    private static byte[] body(KustoAnswer answer, boolean gzip) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (OutputStream out = gzip ? new FastGzipStream(bytes) : bytes) {
            answer.body().writeTo(out);
        }
        return bytes.toByteArray();
    }

    private static void writeHeaders(HttpExchange exchange, Encoded encoded) {
        var headers = exchange.getResponseHeaders();
        encoded.answer().headers().forEach(headers::set);
        if (encoded.gzip()) {
            headers.set("Content-Encoding", "gzip");
        }
        String request = exchange.getRequestHeaders().getFirst("x-ms-client-request-id");
        Map.of(
                        "x-ms-activity-id",
                        UUID.randomUUID().toString(),
                        "x-ms-client-request-id",
                        request == null ? "" : request)
                .forEach(headers::set);
    }

    private static void write(HttpExchange exchange, Encoded encoded, long announced, int sent) throws IOException {
        // To the JDK's server 0 means a body of unknown length, and -1 none.
        exchange.sendResponseHeaders(encoded.answer().status(), announced == 0 ? -1 : announced);
        if (sent > 0) {
            OutputStream out = exchange.getResponseBody();
            out.write(encoded.body(), 0, sent);
            out.flush();
        }
    }

    private record Encoded(KustoAnswer answer, byte[] body, boolean gzip) {}
}
