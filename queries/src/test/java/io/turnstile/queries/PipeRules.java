package io.turnstile.queries;

import io.turnstile.queries.Finding.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Rules on an operator that depend on what stands before it in its pipe. */
final class PipeRules {

    private static final Set<String> ROW_FUNCTIONS =
            Set.of("prev", "next", "row_number", "row_cumsum", "row_rank_dense", "row_rank_min", "row_window_session");
    private static final Set<String> LISTS = Set.of("make_list", "make_list_if", "make_list_with_nulls");
    private static final Set<String> SETS = Set.of("make_set", "make_set_if");

    /** Of these the order does not show. */
    private static final String[] ORDERLESS = {"array_sort_asc", "array_sort_desc", "array_length"};

    /** What keeps the order of its input, by Kusto's documentation of serialised row sets. */
    private static final Set<String> KEEPING = Set.of(
            "FilterOperator",
            "ExtendOperator",
            "ProjectOperator",
            "ProjectAwayOperator",
            "ProjectKeepOperator",
            "ProjectRenameOperator",
            "ProjectReorderOperator",
            "MvExpandOperator",
            "ParseOperator",
            "TakeOperator",
            "ScanOperator");

    /** Tables within a table's operator have an order of their own. */
    private static final Set<String> TABLES_WITHIN = Set.of("PipeExpression", "MvApplySubqueryExpression");

    /** How far the order of rows is fixed. */
    private enum Order {
        NONE,
        SERIALIZED,
        SORTED
    }

    private final String text;
    private final List<Finding> findings = new ArrayList<>();

    PipeRules(String text) {
        this.text = text;
    }

    List<Finding> findings(SyntaxTree tree) {
        tree.descendants().forEach(node -> {
            if (node.is("PipeExpression")) {
                check(node.child("Operator"), node.child("Expression"));
            } else if (node.is("MvApplySubqueryExpression")) {
                check(firstOperator(node.child("Expression")), SyntaxTree.NONE);
            }
        });
        return findings;
    }

    private static SyntaxTree firstOperator(SyntaxTree table) {
        return table.is("PipeExpression") ? firstOperator(table.child("Expression")) : table;
    }

    private void check(SyntaxTree operator, SyntaxTree input) {
        Order order = orderOf(input);
        if (operator.is("TakeOperator") && order != Order.SORTED) {
            add(Rule.TAKE_WITHOUT_ORDER, operator, "Sort before take, or any rows are taken.");
        }
        boolean isSerialized = order != Order.NONE || operator.is("SerializeOperator");
        calls(operator)
                .filter(call -> !isSerialized && ROW_FUNCTIONS.contains(call.name()))
                .forEach(call -> add(Rule.UNSERIALIZED, call, "Sort before " + call.name() + "."));
        if (operator.is("SummarizeOperator")) {
            checkLists(operator, order);
            calls(operator)
                    .filter(call -> call.isCallOf("arg_max", "arg_min"))
                    .filter(call -> !isOnePerGroup(call, operator, input))
                    .forEach(call -> add(
                            Rule.TIE,
                            call,
                            "Let a summarize by the same columns and " + call.name() + "'s first one stand before."));
        }
    }

    private void checkLists(SyntaxTree summarize, Order order) {
        Set<SyntaxTree> harmless = calls(summarize)
                .filter(call -> call.isCallOf(ORDERLESS))
                .flatMap(call -> call.arguments().stream())
                .collect(Collectors.toSet());
        calls(summarize)
                .filter(call -> !harmless.contains(call))
                .filter(call -> SETS.contains(call.name()) || LISTS.contains(call.name()) && order != Order.SORTED)
                .forEach(call -> add(Rule.UNSORTED_LIST, call, "Sort what " + call.name() + " gives, or its input."));
    }

    /** Whether the rows were grouped by the same columns and the one that is compared: then no two tie. */
    private static boolean isOnePerGroup(SyntaxTree call, SyntaxTree summarize, SyntaxTree input) {
        SyntaxTree before = input.child("Operator");
        if (!before.is("SummarizeOperator")) {
            return false;
        }
        var columns = new TreeSet<>(groupedBy(summarize));
        columns.add(call.arguments().get(0).name());
        return columns.equals(groupedBy(before));
    }

    private static Set<String> groupedBy(SyntaxTree summarize) {
        return summarize.child("ByClause").list("Expressions").stream()
                .map(SyntaxTree::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** A name's rows have no order: what was sorted where it was declared need not come out sorted. */
    private static Order orderOf(SyntaxTree table) {
        if (table.is("ParenthesizedExpression")) {
            return orderOf(table.child("Expression"));
        }
        SyntaxTree operator = table.is("PipeExpression") ? table.child("Operator") : table;
        if (operator.is("SortOperator", "TopOperator")) {
            return Order.SORTED;
        }
        if (!table.is("PipeExpression")) {
            return Order.NONE;
        }
        Order before = orderOf(table.child("Expression"));
        if (operator.is("SerializeOperator")) {
            return before == Order.SORTED ? Order.SORTED : Order.SERIALIZED;
        }
        return KEEPING.contains(operator.kind()) ? before : Order.NONE;
    }

    private static Stream<SyntaxTree> calls(SyntaxTree operator) {
        return operator.descendantsOutside(TABLES_WITHIN).filter(node -> node.is("FunctionCallExpression"));
    }

    private void add(Rule rule, SyntaxTree place, String message) {
        findings.add(Finding.of(rule, place, text, message));
    }
}
