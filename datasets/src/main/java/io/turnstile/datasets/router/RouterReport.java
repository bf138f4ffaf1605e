package io.turnstile.datasets.router;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;

/**
 * What a light router came to.
 *
 * @param seed of its training
 * @param trainRows on how many rows it was trained
 * @param trainRowsAvailable how many there are
 * @param evaluations a line a split; splits without both classes are not there
 * @param controlSplit on which split the control was measured
 * @param control the router trained on shuffled labels
 */
public record RouterReport(
        long seed,
        int trainRows,
        long trainRowsAvailable,
        List<RouterEvaluation> evaluations,
        String controlSplit,
        ShuffledControl control) {

    private static final String NOTE =
            "To agree with the labels is worth what the labels are worth: they are a judge's.\n";
    private static final String MODEL = MiniLm.NAME + ", and logistic regression";

    public RouterReport {
        evaluations = List.copyOf(evaluations);
    }

    /** A table for people; lines end with a line feed. */
    public String text() {
        var text = new StringBuilder();
        text.append(format("router       %s; seed %d%n", MODEL, seed));
        text.append(format("trained on   %d of %d rows of train%n%n", trainRows, trainRowsAvailable));
        text.append("                               rows  accuracy  balanced  F1 reasoning  non-reasoning  ROC AUC\n");
        evaluations.forEach(evaluation -> {
            text.append(line(evaluation.split(), "router", evaluation.router()));
            text.append(line("", "length alone", evaluation.length()));
        });
        text.append(format(
                "%n%d times with shuffled labels, on %s: balanced accuracy %.3f (sd %.3f), ROC AUC %.3f (sd %.3f): %s%n",
                control.shuffles(),
                controlSplit,
                control.accuracy(),
                control.accuracyDeviation(),
                control.auc(),
                control.aucDeviation(),
                control.isAtChance() ? "at chance" : "NOT at chance, the measurement is wrong"));
        text.append(NOTE);
        return text.toString().replace(System.lineSeparator(), "\n");
    }

    /** The same for programs. A figure that there is none of is null. */
    public ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("model", MODEL);
        json.put("seed", seed);
        json.put("train_rows", trainRows);
        json.put("train_rows_available", trainRowsAvailable);
        var splits = json.putArray("evaluations");
        evaluations.forEach(evaluation -> {
            ObjectNode split = splits.addObject();
            split.put("split", evaluation.split());
            split.set("router", json(evaluation.router()));
            split.set("length_alone", json(evaluation.length()));
        });
        ObjectNode shuffled = json.putObject("shuffled_labels");
        shuffled.put("split", controlSplit);
        shuffled.put("shuffles", control.shuffles());
        shuffled.put("balanced_accuracy", number(control.accuracy()));
        shuffled.put("balanced_accuracy_sd", number(control.accuracyDeviation()));
        shuffled.put("roc_auc", number(control.auc()));
        shuffled.put("roc_auc_sd", number(control.aucDeviation()));
        shuffled.put("at_chance", control.isAtChance());
        return json;
    }

    private static String line(String split, String model, Metrics metrics) {
        return format(
                "%-18s  %-12s %5d     %.3f     %.3f         %.3f          %.3f    %.3f%n",
                split,
                model,
                metrics.rows(),
                metrics.accuracy(),
                metrics.balancedAccuracy(),
                metrics.f1Reasoning(),
                metrics.f1NonReasoning(),
                metrics.auc());
    }

    private static ObjectNode json(Metrics metrics) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("rows", metrics.rows())
                .put("accuracy", number(metrics.accuracy()))
                .put("balanced_accuracy", number(metrics.balancedAccuracy()))
                .put("f1_reasoning", number(metrics.f1Reasoning()))
                .put("f1_non_reasoning", number(metrics.f1NonReasoning()))
                .put("roc_auc", number(metrics.auc()));
    }

    private static Double number(double value) {
        return Double.isNaN(value) ? null : value;
    }

    private static String format(String format, Object... arguments) {
        return String.format(Locale.ROOT, format, arguments);
    }
}
