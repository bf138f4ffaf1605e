package io.turnstile.queries;

import io.turnstile.queries.Finding.Rule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Keys under a dynamic column: those that events have, and those that the query packed itself. The binder knows nothing
 * of either. What is neither, such as parsed JSON, is left alone.
 */
final class PropertyRule {

    /** What is known of a dynamic value. */
    private sealed interface Shape {
        record Telemetry() implements Shape {}

        record Bag(Map<String, Shape> members) implements Shape {}

        record Elements(Shape element) implements Shape {}

        record Unknown() implements Shape {}
    }

    private static final Shape UNKNOWN = new Shape.Unknown();

    /** In a function's declaration, the parameter that is the key of a field. */
    private static final String KEY_PARAMETER = "name";

    private final String text;
    private final List<Finding> findings = new ArrayList<>();
    private final Map<String, Shape> columns = new HashMap<>();
    private final Map<String, Integer> keyParameters = new HashMap<>();

    PropertyRule(String text) {
        this.text = text;
        for (String column : List.of("Properties", "Measurements", "Measures")) {
            columns.put(column, new Shape.Telemetry());
        }
    }

    List<Finding> findings(SyntaxTree tree) {
        visit(tree);
        return findings;
    }

    /** In the order of the text: a column is known from where it is made. */
    private void visit(SyntaxTree node) {
        node.children().forEach(this::visit);
        switch (node.kind()) {
            case "LetStatement" -> declare(node);
            case "SimpleNamedExpression" -> columns.put(node.name(), shapeOf(node.child("Expression")));
            case "PathExpression", "ElementExpression" -> checkKey(node);
            case "FunctionCallExpression" -> checkCall(node);
            default -> {}
        }
    }

    private void declare(SyntaxTree let) {
        List<SyntaxTree> parameters =
                let.child("Expression").child("Parameters").list("Parameters");
        for (int i = 0; i < parameters.size(); i++) {
            if (parameters.get(i).child("NameAndType").child("Name").name().equals(KEY_PARAMETER)) {
                keyParameters.put(let.child("Name").name(), i);
            }
        }
    }

    private void checkCall(SyntaxTree call) {
        Integer position = keyParameters.get(call.name());
        String key = position == null ? null : call.arguments().get(position).stringLiteral();
        if (key != null && !TelemetryFields.has(key)) {
            add(call.arguments().get(position), key, "among the fields of the telemetry");
        }
    }

    private void checkKey(SyntaxTree access) {
        String key = keyOf(access);
        Shape shape = key == null ? UNKNOWN : shapeOf(access.child("Expression"));
        if (shape instanceof Shape.Telemetry && !TelemetryFields.has(key)) {
            add(access, key, "among the fields of the telemetry");
        } else if (shape instanceof Shape.Bag bag && !bag.members().containsKey(key)) {
            add(access, key, "in what was packed there: " + bag.members().keySet());
        }
    }

    /** Null where the key is not a literal. */
    private static String keyOf(SyntaxTree access) {
        SyntaxTree selector = access.child("Selector");
        return access.is("PathExpression")
                ? selector.name()
                : selector.child("Expression").stringLiteral();
    }

    private Shape shapeOf(SyntaxTree value) {
        return switch (value.kind()) {
            case "NameReference" -> columns.getOrDefault(value.name(), UNKNOWN);
            case "ParenthesizedExpression" -> shapeOf(value.child("Expression"));
            case "PathExpression", "ElementExpression" -> memberOf(value);
            case "FunctionCallExpression" -> shapeOfCall(value);
            default -> UNKNOWN;
        };
    }

    private Shape memberOf(SyntaxTree access) {
        Shape whole = shapeOf(access.child("Expression"));
        if (whole instanceof Shape.Bag bag) {
            return bag.members().getOrDefault(String.valueOf(keyOf(access)), UNKNOWN);
        }
        return whole instanceof Shape.Elements elements ? elements.element() : UNKNOWN;
    }

    private Shape shapeOfCall(SyntaxTree call) {
        List<SyntaxTree> arguments = call.arguments();
        return switch (call.name()) {
            case "bag_pack", "pack" -> packed(arguments);
            case "make_list", "make_list_if", "make_set", "make_set_if" ->
                new Shape.Elements(shapeOf(arguments.get(0)));
            case "coalesce", "bag_merge", "array_sort_asc", "array_sort_desc", "array_slice" ->
                shapeOf(arguments.get(0));
            case "iff" -> shapeOf(arguments.get(1));
            default -> UNKNOWN;
        };
    }

    /** Unknown where a key is not a literal. */
    private Shape packed(List<SyntaxTree> arguments) {
        var members = new LinkedHashMap<String, Shape>();
        for (int i = 0; i + 1 < arguments.size(); i += 2) {
            if (arguments.get(i).stringLiteral() == null) {
                return UNKNOWN;
            }
            members.put(arguments.get(i).stringLiteral(), shapeOf(arguments.get(i + 1)));
        }
        return new Shape.Bag(members);
    }

    private void add(SyntaxTree place, String key, String where) {
        findings.add(Finding.of(Rule.UNKNOWN_PROPERTY, place, text, "There is no " + key + " " + where + "."));
    }
}
