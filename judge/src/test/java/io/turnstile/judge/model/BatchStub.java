package io.turnstile.judge.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.extension.ResponseDefinitionTransformerV2;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Files and batches as OpenAI and Azure keep them. Each batch needs a second look until it is done. */
public final class BatchStub implements ResponseDefinitionTransformerV2 {

    /** The answer that is none, but a content filter's. */
    public static final String FILTERED = "filtered";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern PATH =
            Pattern.compile("/(?:openai/)?(?:v1/)?(files|batches)(?:/([^/?]+))?(/content)?(?:\\?.*)?");

    private final Map<String, String> files = new LinkedHashMap<>();
    private final Map<String, ObjectNode> batches = new LinkedHashMap<>();
    private final List<String> urls = new ArrayList<>();
    private int requests;

    /** Which requests are answered with an error, by their number. */
    private IntPredicate failing = number -> false;

    /** Whether a failing request is carried out nevertheless. */
    private boolean heard;

    private String failure = "";

    private Function<JsonNode, String> answers =
            line -> "{\"answerTo\":\"" + line.path("custom_id").asText() + "\"}";

    /** What questions are answered with, by their lines, or {@link #FILTERED}. */
    public synchronized void answering(Function<JsonNode, String> byLine) {
        answers = byLine;
    }

    public synchronized void failing(IntPredicate numbers, boolean areHeard) {
        requests = 0;
        failing = numbers;
        heard = areHeard;
    }

    /** All batches from now on are refused with this code. */
    public synchronized void refuseWith(String code) {
        failure = code;
    }

    public synchronized int begun() {
        return batches.size();
    }

    synchronized List<String> urls() {
        return List.copyOf(urls);
    }

    /** The lines of all batches that were begun. */
    public synchronized List<JsonNode> lines() {
        List<JsonNode> lines = new ArrayList<>();
        batches.values()
                .forEach(batch -> files.get(batch.path("input_file_id").asText())
                        .lines()
                        .forEach(line -> lines.add(parsed(line))));
        return lines;
    }

    synchronized List<JsonNode> batches() {
        return List.copyOf(batches.values());
    }

    @Override
    public String getName() {
        return "batches";
    }

    @Override
    public synchronized ResponseDefinition transform(ServeEvent event) {
        urls.add(event.getRequest().getUrl());
        boolean fails = failing.test(++requests);
        var body = fails && !heard ? null : body(event.getRequest());
        return fails
                ? new ResponseDefinitionBuilder().withStatus(401).withBody("{}").build()
                : new ResponseDefinitionBuilder().withStatus(200).withBody(body).build();
    }

    private String body(Request request) {
        Matcher path = PATH.matcher(request.getUrl());
        if (!path.matches()) {
            throw new IllegalArgumentException(request.getUrl());
        }
        boolean posts = request.getMethod().getName().equals("POST");
        boolean isFile = path.group(1).equals("files");
        if (path.group(3) != null) {
            return files.get(path.group(2));
        }
        if (posts) {
            return isFile ? stored(request) : begun(parsed(request.getBodyAsString()));
        }
        if (isFile) {
            return "{\"id\":\"" + path.group(2) + "\",\"status\":\"processed\"}";
        }
        return path.group(2) == null ? list() : looked(batches.get(path.group(2)));
    }

    private String stored(Request request) {
        String id = "file-" + files.size();
        files.put(id, request.getPart("file").getBody().asString());
        return "{\"id\":\"" + id + "\",\"status\":\"pending\"}";
    }

    private String begun(JsonNode order) {
        String id = "batch-" + batches.size();
        ObjectNode batch = order.deepCopy();
        batch.put("id", id).put("status", "validating");
        batches.put(id, batch);
        return batch.toString();
    }

    private String list() {
        var page = JSON.createObjectNode().put("has_more", false);
        page.putArray("data").addAll(batches.values());
        return page.toString();
    }

    private String looked(ObjectNode batch) {
        if (!failure.isEmpty()) {
            batch.put("status", "failed");
            batch.putObject("errors").putArray("data").addObject().put("code", failure);
        } else if (batch.path("status").asText().equals("validating")) {
            batch.put("status", "in_progress");
        } else if (batch.path("status").asText().equals("in_progress")) {
            finish(batch);
        }
        return batch.toString();
    }

    private void finish(ObjectNode batch) {
        var output = new StringBuilder();
        var errors = new StringBuilder();
        files.get(batch.path("input_file_id").asText())
                .lines()
                .map(BatchStub::parsed)
                .forEach(line -> {
                    String key = line.path("custom_id").asText();
                    String text = answers.apply(line);
                    var answer = JSON.createObjectNode().put("custom_id", key);
                    if (key.startsWith("expired")) {
                        answer.putNull("response").putObject("error").put("code", "batch_expired");
                        errors.append(answer).append('\n');
                    } else if (key.startsWith("filtered") || text.equals(FILTERED)) {
                        answer.putObject("response")
                                .put("status_code", 400)
                                .set("body", parsed(Answers.error("content_filter", null, "no")));
                        errors.append(answer).append('\n');
                    } else if (!key.startsWith("lost")) {
                        String finish = key.startsWith("cut") ? "length" : "stop";
                        answer.putObject("response")
                                .put("status_code", 200)
                                .set("body", Answers.completion(text, finish));
                        output.append(answer).append('\n').append(key.startsWith("twice") ? answer + "\n" : "");
                    }
                });
        batch.put("status", "completed").put("output_file_id", batch.path("id").asText() + "-out");
        files.put(batch.path("output_file_id").asText(), output.toString());
        if (!errors.isEmpty()) {
            batch.put("error_file_id", batch.path("id").asText() + "-err");
            files.put(batch.path("error_file_id").asText(), errors.toString());
        }
    }

    private static JsonNode parsed(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
