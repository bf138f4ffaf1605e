package io.turnstile.embedded.kql;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Gives the parameters of a query's own function their values for a call. */
final class Arguments {

    private final ScalarCompiler scalars;

    Arguments(ScalarCompiler scalars) {
        this.scalars = scalars;
    }

    /** The names that the body of the called function sees. */
    Scope bind(SyntaxNode call, UserFunction function) {
        return bind(call, function, Calls.arguments(call), null);
    }

    /** The same for invoke, which passes its input as the first argument. */
    Scope bind(SyntaxNode call, UserFunction function, TableExpr input) {
        return bind(call, function, Calls.arguments(call), input);
    }

    private Scope bind(SyntaxNode call, UserFunction function, List<SyntaxNode> arguments, TableExpr input) {
        Scope inner = function.closure().inner();
        int shift = input == null ? 0 : 1;
        Map<String, SyntaxNode> named = named(arguments);
        for (int i = 0; i < function.parameters().size(); i++) {
            SyntaxNode parameter = function.parameters().get(i);
            String name = parameter.child("NameAndType").name();
            if (i < shift) {
                inner.declare(name, () -> input);
            } else if (named.containsKey(name)) {
                declare(inner, parameter, named.get(name));
            } else if (i - shift < arguments.size() && !arguments.get(i - shift).is("SimpleNamedExpression")) {
                declare(inner, parameter, arguments.get(i - shift));
            } else {
                declare(inner, parameter, byDefault(call, parameter, name));
            }
        }
        return inner;
    }

    private static Map<String, SyntaxNode> named(List<SyntaxNode> arguments) {
        var named = new HashMap<String, SyntaxNode>();
        arguments.stream()
                .filter(argument -> argument.is("SimpleNamedExpression"))
                .forEach(argument -> named.put(argument.child("Name").name(), argument.child("Expression")));
        return named;
    }

    private static SyntaxNode byDefault(SyntaxNode call, SyntaxNode parameter, String name) {
        return parameter
                .optional("DefaultValue")
                .map(value -> value.child("Value"))
                .orElseThrow(() -> call.refused("a call without its argument " + name));
    }

    private void declare(Scope inner, SyntaxNode parameter, SyntaxNode argument) {
        String name = parameter.child("NameAndType").name();
        SyntaxNode type = parameter.child("NameAndType").child("Type");
        if (type.is("SchemaTypeExpression")) {
            TableExpr table = new TableCompiler(scalars.query(), scalars.scope()).compile(argument);
            inner.declare(name, () -> table);
            return;
        }
        KqlType declared = Types.named(type.token("Type"))
                .orElseThrow(() -> type.refused("the parameter type " + type.token("Type")));
        inner.declare(name, scalars.compile(argument, declared));
    }
}
