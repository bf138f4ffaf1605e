package io.turnstile.queries;

import io.turnstile.queries.Finding.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Rules on calls and joins, wherever they stand. */
final class CallRules {

    private static final Set<String> NOT_DETERMINISTIC = Set.of(
            "dcount",
            "dcountif",
            "hash",
            "hash_combine",
            "hash_many",
            "rand",
            "new_guid",
            "take_any",
            "take_anyif",
            "any",
            "hll",
            "tdigest",
            "percentile",
            "percentiles",
            "make_bag",
            "make_bag_if");

    private final String text;
    private final List<Finding> findings = new ArrayList<>();

    CallRules(String text) {
        this.text = text;
    }

    List<Finding> findings(SyntaxTree tree) {
        Set<String> parameters = tree.descendants()
                .filter(node -> node.is("QueryParametersStatement"))
                .flatMap(statement -> statement.list("Parameters").stream())
                .map(parameter -> parameter.child("NameAndType").name())
                .collect(Collectors.toSet());
        Set<SyntaxTree> fallbacks = tree.descendants()
                .filter(node -> fallsBackFrom(parameters, node))
                .map(coalesce -> coalesce.arguments().get(1))
                .collect(Collectors.toSet());
        tree.descendants().forEach(node -> check(node, fallbacks));
        return findings;
    }

    private void check(SyntaxTree node, Set<SyntaxTree> fallbacks) {
        if (node.is("FunctionCallExpression") && NOT_DETERMINISTIC.contains(node.name())) {
            add(Rule.NOT_DETERMINISTIC, node, "Two runs of " + node.name() + " may differ.");
        } else if (node.is("SampleOperator", "SampleDistinctOperator")) {
            add(Rule.NOT_DETERMINISTIC, node, "Two samples differ; take the smallest hashes.");
        } else if (node.isCallOf("now", "ago") && !fallbacks.contains(node)) {
            add(Rule.TIME_OF_RUN, node, "Write coalesce(parameter, now()).");
        } else if (node.is("JoinOperator") && !hasKind(node)) {
            add(Rule.JOIN_WITHOUT_KIND, node, "Say the join's kind.");
        }
    }

    /** coalesce(p, now()) of a query parameter p. */
    private static boolean fallsBackFrom(Set<String> parameters, SyntaxTree node) {
        return node.isCallOf("coalesce")
                && node.arguments().size() == 2
                && parameters.contains(node.arguments().get(0).name());
    }

    private static boolean hasKind(SyntaxTree join) {
        return join.list("Parameters").stream()
                .anyMatch(parameter -> parameter.name().equals("kind"));
    }

    private void add(Rule rule, SyntaxTree place, String message) {
        findings.add(Finding.of(rule, place, text, message));
    }
}
