package io.turnstile.queries;

import java.util.List;
import java.util.stream.Stream;

/** What Microsoft's binder lets pass, and what is wrong all the same. */
final class QueryLint {

    private QueryLint() {}

    /** All that is wrong with a query that binds. */
    static List<Finding> findings(String text, Binding binding) {
        SyntaxTree tree = SyntaxTree.of(binding);
        return Stream.of(
                        new PipeRules(text).findings(tree),
                        new CallRules(text).findings(tree),
                        new PropertyRule(text).findings(tree))
                .flatMap(List::stream)
                .toList();
    }
}
