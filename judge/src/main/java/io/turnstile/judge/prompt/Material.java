package io.turnstile.judge.prompt;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Writes what is shown as one JSON document between two markers, a line for each part. Every line ends with a line break
 * and begins with neither space nor slash, so that the tokens of the lines add up to those of the document.
 */
final class Material {

    static final String OPENING_MARKER = "<judged-material>";
    static final String CLOSING_MARKER = "</judged-material>";

    private static final String END = "}\n";

    private final UnaryOperator<String> quoting;

    /** @param quoting makes a JSON string of a text: {@link JsonString#quoted}, except where a test shows what it is for */
    Material(UnaryOperator<String> quoting) {
        this.quoting = quoting;
    }

    String of(ShownTurn turn, Strategy strategy) {
        return frame(turn, strategy, history(turn.history())) + text(turn.text()) + END + CLOSING_MARKER + "\n";
    }

    /** All but the texts of the turns: what has its place in any case. */
    String withoutTexts(ShownTurn turn, Strategy strategy) {
        return frame(turn, strategy, "") + END + CLOSING_MARKER + "\n";
    }

    String text(Excerpt text) {
        return "\"text\":" + excerpt(text) + "\n";
    }

    String pastTurn(ShownPastTurn turn) {
        return "{\"turn\":" + turn.number()
                + ",\"user\":" + excerpt(turn.user())
                + ",\"model\":" + excerpt(turn.model())
                + (turn.wasCut() ? ",\"was_cut_before\":true" : "") + "}";
    }

    private String frame(ShownTurn turn, Strategy strategy, String history) {
        var frame = new StringBuilder(OPENING_MARKER).append("\n{\n");
        if (strategy.showsHistory()) {
            frame.append("\"older_turns_omitted\":").append(turn.areOlderOmitted());
            frame.append(",\n\"history\":[\n").append(history).append("],\n");
        }
        if (turn.signals() != null) {
            frame.append("\"signals\":").append(signals(turn.signals())).append(",\n");
        }
        if (turn.hindsight() != null) {
            frame.append("\"hindsight\":").append(hindsight(turn.hindsight())).append(",\n");
        }
        return frame.toString();
    }

    private String history(List<ShownPastTurn> history) {
        return history.isEmpty()
                ? ""
                : history.stream().map(this::pastTurn).collect(Collectors.joining(",\n", "", "\n"));
    }

    private String signals(Signals signals) {
        var fields = new ArrayList<String>();
        fields.add("\"turn\":" + signals.turnNumber());
        fields.add("\"text_characters\":" + signals.promptCharacters());
        fields.add("\"references\":" + signals.references());
        addName(fields, "previous_model", signals.previousModel());
        return object(fields);
    }

    private String hindsight(Hindsight hindsight) {
        var fields = new ArrayList<String>();
        addName(fields, "model", hindsight.model());
        addName(fields, "response_type", hindsight.responseType());
        addNumber(fields, "tool_rounds", hindsight.rounds());
        addName(fields, "complexity", hindsight.complexity());
        addNumber(fields, "different_tools", hindsight.toolDiversity());
        addNumber(fields, "token_growth", hindsight.tokenGrowth());
        addNumber(fields, "duration_ms", hindsight.durationMillis());
        hindsight.toolCounts().entrySet().stream()
                .limit(Name.MOST_TOOLS)
                .map(tool -> "{\"tool\":" + excerpt(Name.of(tool.getKey())) + ",\"calls\":" + tool.getValue() + "}")
                .reduce((a, b) -> a + "," + b)
                .ifPresent(tools -> fields.add("\"tools\":[" + tools + "]"));
        return object(fields);
    }

    private void addName(List<String> fields, String field, String value) {
        if (value != null) {
            fields.add("\"" + field + "\":" + excerpt(Name.of(value)));
        }
    }

    private static void addNumber(List<String> fields, String field, Number value) {
        if (value != null) {
            fields.add("\"" + field + "\":" + value);
        }
    }

    private String excerpt(Excerpt excerpt) {
        return excerpt.isCut()
                ? "{\"beginning\":" + quoting.apply(excerpt.beginning())
                        + ",\"characters_cut\":" + excerpt.charactersCut()
                        + ",\"end\":" + quoting.apply(excerpt.end()) + "}"
                : quoting.apply(excerpt.beginning());
    }

    private static String object(List<String> fields) {
        return "{" + String.join(",", fields) + "}";
    }
}
