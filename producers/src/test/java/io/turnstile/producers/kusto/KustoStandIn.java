package io.turnstile.producers.kusto;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.turnstile.queries.IngestQuery;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.zip.GZIPOutputStream;

/**
 * Answers the three questions of the ingest queries over rows in memory, by the V2 protocol, and can fail in every way
 * that a cluster does. It runs no KQL: what the queries mean is proven where the embedded server runs them.
 */
final class KustoStandIn implements AutoCloseable {

    private static final JsonMapper MAPPER = new JsonMapper();

    /** What may happen to an answer. */
    sealed interface Fault {
        /** None. */
        record None() implements Fault {}

        /** Another status, with a body. */
        record Status(int status, String body) implements Fault {}

        /** The connection is cut within the answer. */
        record Cut() implements Fault {}

        /** The answer ends in the middle, but properly. */
        record Truncated() implements Fault {}

        /** Status 200 with an error at its end, and some rows. */
        record Partial(String code) implements Fault {}

        /** Fewer rows than there are, and nothing that says so. */
        record Short() implements Fault {}
    }

    /** A row that was ingested. */
    private record Stored(long cursor, Instant ingested, ObjectNode row) {
        String hash() {
            try {
                return HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256")
                                .digest(row.toString().getBytes(UTF_8)));
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Stored> rows = new ArrayList<>();
    private final Queue<Fault> faults = new ConcurrentLinkedQueue<>();
    private final List<Map<String, String>> asked = new ArrayList<>();
    private volatile Supplier<Fault> chance = Fault.None::new;
    private volatile int maxResultRows = Integer.MAX_VALUE;
    private volatile Map<String, String> columns =
            Map.of("TimeGenerated", "datetime", "Name", "string", "Properties", "dynamic", "Measurements", "dynamic");
    private long cursor = 1_000_000;

    private KustoStandIn(HttpServer server) {
        this.server = server;
    }

    static KustoStandIn start() {
        try {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
            var standIn = new KustoStandIn(server);
            server.createContext("/", standIn::answer);
            server.setExecutor(standIn.threads);
            server.start();
            return standIn;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Ingests rows together: they share a time and a cursor. */
    synchronized void ingest(Instant time, List<ObjectNode> together) {
        cursor += 7;
        together.forEach(row -> rows.add(new Stored(cursor, time, row)));
    }

    /** Removes rows, as retention does. */
    synchronized void forgetBefore(Instant time) {
        rows.removeIf(row -> row.ingested().isBefore(time));
    }

    synchronized String cursor() {
        return Long.toString(cursor);
    }

    /** What happens to the next answers, in order; after them, what chance decides. */
    void fail(Fault... next) {
        faults.addAll(List.of(next));
    }

    void failByChance(Supplier<Fault> decision) {
        chance = decision;
    }

    /** Rows that one answer holds at most; counting them is always possible. */
    void limitResultTo(int most) {
        maxResultRows = most;
    }

    void columns(Map<String, String> types) {
        columns = types;
    }

    /** The parameters of every question about a window so far. */
    synchronized List<Map<String, String>> asked() {
        return List.copyOf(asked);
    }

    static String oneApiError(String code, String message, boolean isPermanent) {
        var error = MAPPER.createObjectNode();
        error.putObject("error")
                .put("code", code)
                .put("message", message)
                .put("@type", "Kusto.DataNode.Exceptions." + code)
                .put("@message", message)
                .put("@permanent", isPermanent);
        return error.toString();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            JsonNode question = exchange.getRequestURI().getPath().equals("/v2/rest/query")
                    ? MAPPER.readTree(exchange.getRequestBody())
                    : null;
            if (question == null) {
                exchange.sendResponseHeaders(404, -1);
                return;
            }
            var fault = faults.poll();
            respond(exchange, question, fault == null ? chance.get() : fault);
        }
    }

    private void respond(HttpExchange exchange, JsonNode question, Fault fault) throws IOException {
        exchange.getResponseHeaders().add("Content-Type", "application/json; charset=utf-8");
        if (fault instanceof Fault.Status status) {
            byte[] body = status.body().getBytes(UTF_8);
            exchange.sendResponseHeaders(status.status(), body.length);
            exchange.getResponseBody().write(body);
            return;
        }
        byte[] whole = gzip(frames(question, fault).getBytes(UTF_8));
        exchange.getResponseHeaders().add("Content-Encoding", "gzip");
        if (fault instanceof Fault.Cut) {
            // Closed with less than was promised: the connection ends within the body.
            exchange.sendResponseHeaders(200, whole.length);
            exchange.getResponseBody().write(whole, 0, whole.length / 2);
            exchange.getResponseBody().flush();
            return;
        }
        exchange.sendResponseHeaders(200, whole.length);
        exchange.getResponseBody().write(whole);
    }

    private String frames(JsonNode question, Fault fault) throws IOException {
        String frames = frames(table(question), fault);
        return fault instanceof Fault.Truncated ? frames.substring(0, frames.length() / 2) : frames;
    }

    private String frames(ObjectNode table, Fault fault) {
        ArrayNode rowsOfIt = (ArrayNode) table.get("Rows");
        String error = null;
        if (table.get("Columns").size() > 5 && rowsOfIt.size() > maxResultRows) {
            error = "E_QUERY_RESULT_SET_TOO_LARGE";
        } else if (fault instanceof Fault.Partial partial) {
            error = partial.code();
        } else if (fault instanceof Fault.Short && !rowsOfIt.isEmpty()) {
            rowsOfIt.remove(rowsOfIt.size() - 1);
        }
        var frames = MAPPER.createArrayNode();
        frames.addObject()
                .put("FrameType", "DataSetHeader")
                .put("IsProgressive", false)
                .put("Version", "v2.0");
        frames.add(table);
        var completion = frames.addObject().put("FrameType", "DataSetCompletion");
        completion.put("HasErrors", error != null).put("Cancelled", false);
        if (error != null) {
            completion
                    .putArray("OneApiErrors")
                    .add(parse(oneApiError(
                            "LimitsExceeded".equals(error) ? error : "Failed",
                            "Query execution failed: " + error,
                            false)));
        }
        return frames.toString();
    }

    private static JsonNode parse(String json) {
        try {
            return MAPPER.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private synchronized ObjectNode table(JsonNode question) throws IOException {
        // The client sends a text without the white space around it.
        String text = question.get("csl").textValue().strip();
        if (text.equals(IngestQuery.currentCursor().strip())) {
            var table = table(List.of("Cursor"), Map.of("Cursor", "string"));
            ((ArrayNode) table.get("Rows")).addArray().add(cursor());
            return table;
        }
        var parameters = new TreeMap<String, String>();
        JsonNode properties = question.get("properties").isTextual()
                ? MAPPER.readTree(question.get("properties").textValue())
                : question.get("properties");
        properties
                .get("Parameters")
                .properties()
                .forEach(parameter ->
                        parameters.put(parameter.getKey(), parameter.getValue().asText()));
        asked.add(parameters);
        return text.endsWith(IngestQuery.COUNTING.strip()) ? counts(parameters) : rows(parameters);
    }

    private List<Stored> selected(Map<String, String> parameters) {
        String after = parameters.get("afterCursor");
        return rows.stream()
                .filter(row -> after.isEmpty() || row.cursor() > Long.parseLong(after))
                .filter(row -> row.cursor() <= Long.parseLong(parameters.get("toCursor")))
                .filter(row -> !row.ingested().isBefore(time(parameters.get("slotFrom"))))
                .filter(row -> row.ingested().isBefore(time(parameters.get("slotTo"))))
                .filter(row ->
                        parameters.get("hashPrefix").isEmpty() || row.hash().startsWith(parameters.get("hashPrefix")))
                .toList();
    }

    private ObjectNode rows(Map<String, String> parameters) {
        var types = new TreeMap<>(columns);
        types.put("IngestionTime", "datetime");
        types.put("RowHash", "string");
        var names = List.copyOf(types.keySet());
        var table = table(names, types);
        for (Stored stored : selected(parameters)) {
            var row = ((ArrayNode) table.get("Rows")).addArray();
            for (String name : names) {
                if (name.equals("IngestionTime")) {
                    row.add(ticks(stored.ingested()));
                } else {
                    row.add(
                            stored.row().path(name).isMissingNode()
                                    ? null
                                    : stored.row().get(name));
                }
            }
        }
        return table;
    }

    private ObjectNode counts(Map<String, String> parameters) {
        long width = ticksOf(parameters.get("slotWidth"));
        int digits = Integer.parseInt(inner(parameters.get("prefixLength")));
        var groups = new TreeMap<String, List<Stored>>();
        for (Stored row : selected(parameters)) {
            String slot = ticksOf(row.ingested()) / width + "/"
                    + (digits == 0 ? "" : row.hash().substring(0, digits));
            groups.computeIfAbsent(slot, any -> new ArrayList<>()).add(row);
        }
        var names = List.of("Slot", "Part", "Rows", "First", "Last");
        var table = table(
                names,
                Map.of("Slot", "datetime", "Part", "string", "Rows", "long", "First", "datetime", "Last", "datetime"));
        groups.forEach((slot, members) -> {
            var times = members.stream().map(Stored::ingested).sorted().toList();
            ((ArrayNode) table.get("Rows"))
                    .addArray()
                    .add(ticks(times.get(0)))
                    .add(slot.substring(slot.indexOf('/') + 1))
                    .add(members.size())
                    .add(ticks(times.get(0)))
                    .add(ticks(times.get(times.size() - 1)));
        });
        return table;
    }

    private static ObjectNode table(List<String> names, Map<String, String> types) {
        var table = MAPPER.createObjectNode();
        table.put("FrameType", "DataTable")
                .put("TableId", 1)
                .put("TableKind", "PrimaryResult")
                .put("TableName", "PrimaryResult");
        var described = table.putArray("Columns");
        names.forEach(name -> described.addObject().put("ColumnName", name).put("ColumnType", types.get(name)));
        table.putArray("Rows");
        return table;
    }

    private static String ticks(Instant time) {
        return inner(KqlLiteral.datetime(time));
    }

    private static Instant time(String literal) {
        return Instant.parse(inner(literal));
    }

    private static String inner(String literal) {
        return literal.substring(literal.indexOf('(') + 1, literal.length() - 1);
    }

    private static long ticksOf(Instant time) {
        return time.getEpochSecond() * 10_000_000 + time.getNano() / 100;
    }

    private static long ticksOf(String timespan) {
        String[] parts = inner(timespan).split("[.:]");
        long seconds = ((Long.parseLong(parts[0]) * 24 + Long.parseLong(parts[1])) * 60 + Long.parseLong(parts[2])) * 60
                + Long.parseLong(parts[3]);
        return seconds * 10_000_000 + Long.parseLong(parts[4]);
    }

    private static byte[] gzip(byte[] plain) {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new GZIPOutputStream(bytes)) {
            zip.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
