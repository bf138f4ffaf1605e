package io.turnstile.judge.evaluation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.turnstile.judge.agreement.Agreement;
import io.turnstile.judge.agreement.Confusion;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;

/** A report for machines. */
public final class ReportJson {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private ReportJson() {}

    /** All of it as one object, ended by a line feed. @param prices empty leaves the money out */
    public static String of(EvaluationReport report, Optional<Prices> prices) {
        ObjectNode json = figures(report, prices);
        json.set("conflicts", conflicts(report));
        return pretty(json);
    }

    /** One line of JSON for each conflict. */
    public static String conflictLines(EvaluationReport report) {
        return report.conflicts().stream()
                .map(conflict -> text(JSON.valueToTree(conflict)) + "\n")
                .collect(Collectors.joining());
    }

    /**
     * What says that labels under this fingerprint may be marked released, and on which evidence.
     *
     * @throws IllegalStateException if they may not
     */
    public static String release(EvaluationReport report, Optional<Prices> prices, Instant date) {
        if (!report.mayBeReleased()) {
            throw new IllegalStateException("Labels of " + report.fingerprint() + " may not be released.");
        }
        ObjectNode json = NODES.objectNode();
        json.put("fingerprint", report.fingerprint());
        json.put("goldenSha256", report.goldenSha256());
        json.put("date", date.toString());
        json.set("figures", figures(report, prices));
        return pretty(json);
    }

    private static ObjectNode figures(EvaluationReport report, Optional<Prices> prices) {
        ObjectNode json = NODES.objectNode();
        json.put("fingerprint", report.fingerprint());
        json.put("isBaseline", report.isBaseline());
        json.set("golden", golden(report));
        json.set("judge", agreement(report.agreement()));
        json.set("noLabels", JSON.valueToTree(report.noLabels()));
        json.set("offlineRubric", agreement(report.rubric()));
        json.set("lengthAlone", lengthAlone(report));
        json.set("shuffled", JSON.valueToTree(report.shuffled()));
        json.set("calibration", JSON.valueToTree(report.calibration()));
        json.set("slices", slices(report));
        json.set("cost", cost(report, prices));
        json.set("latency", latency(report));
        json.set("gate", gate(report));
        return json;
    }

    private static ObjectNode golden(EvaluationReport report) {
        return NODES.objectNode()
                .put("name", report.goldenName())
                .put("sha256", report.goldenSha256())
                .put("cases", report.cases());
    }

    private static ObjectNode agreement(Agreement agreement) {
        ObjectNode json = NODES.objectNode();
        json.put("kappa", agreement.kappa());
        json.set("kappaInterval", JSON.valueToTree(agreement.kappaInterval()));
        json.put("accuracy", agreement.accuracy());
        json.put("recallReasoning", agreement.recall(0));
        json.put("recallNonReasoning", agreement.recall(1));
        json.put("labelled", agreement.confusion().total());
        json.put("uncovered", agreement.uncovered());
        json.set("confusion", confusion(agreement.confusion()));
        return json;
    }

    private static ObjectNode confusion(Confusion confusion) {
        return NODES.objectNode()
                .put("reasoningAsReasoning", confusion.zeroZero())
                .put("reasoningAsNonReasoning", confusion.zeroOne())
                .put("nonReasoningAsReasoning", confusion.oneZero())
                .put("nonReasoningAsNonReasoning", confusion.oneOne());
    }

    private static ObjectNode lengthAlone(EvaluationReport report) {
        var length = report.length();
        ObjectNode json = NODES.objectNode();
        json.put("kappaLeaveOneOut", length.confusion().kappa());
        json.put("kappaInHindsight", length.best().kappa());
        json.put("threshold", length.best().threshold());
        json.put("isLongReasoning", length.best().isLongReasoning());
        return json;
    }

    private static ArrayNode slices(EvaluationReport report) {
        ArrayNode json = NODES.arrayNode();
        for (var slice : report.slices()) {
            json.addObject()
                    .put("kind", slice.kind())
                    .put("value", slice.value())
                    .put("labelled", slice.confusion().total())
                    .put("accuracy", slice.confusion().accuracy())
                    .put("kappa", slice.confusion().kappa());
        }
        return json;
    }

    private static ObjectNode cost(EvaluationReport report, Optional<Prices> prices) {
        var cost = report.cost();
        ObjectNode json = NODES.objectNode()
                .put("calls", cost.calls())
                .put("promptTokens", cost.promptTokens())
                .put("completionTokens", cost.completionTokens());
        prices.ifPresent(price -> json.put("money", cost.money(price.prompt(), price.completion())));
        return json;
    }

    private static ObjectNode latency(EvaluationReport report) {
        return NODES.objectNode()
                .put("medianMs", millis(report.latency().median()))
                .put("p95Ms", millis(report.latency().p95()));
    }

    private static ObjectNode gate(EvaluationReport report) {
        ObjectNode json = NODES.objectNode()
                .put("kappa", report.gate().kappa())
                .put("recall", report.gate().recall())
                .put("isPassed", report.gateResult().isPassed())
                .put("mayBeReleased", report.mayBeReleased());
        json.set("shortfalls", JSON.valueToTree(report.gateResult().shortfalls()));
        return json;
    }

    private static JsonNode conflicts(EvaluationReport report) {
        return JSON.valueToTree(report.conflicts());
    }

    private static double millis(Duration duration) {
        return duration.toNanos() / 1e6;
    }

    private static String pretty(ObjectNode json) {
        return json.toPrettyString() + "\n";
    }

    private static String text(JsonNode json) {
        try {
            return JSON.writeValueAsString(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A tree of plain values is always JSON.", e);
        }
    }
}
