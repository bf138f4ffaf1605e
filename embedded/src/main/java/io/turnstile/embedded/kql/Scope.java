package io.turnstile.embedded.kql;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The names that let, a parameter or as have declared, and those around them. */
final class Scope {

    private final Scope outer;
    private final Map<String, Object> names = new HashMap<>();

    private Scope(Scope outer) {
        this.outer = outer;
    }

    static Scope empty() {
        return new Scope(null);
    }

    Scope inner() {
        return new Scope(this);
    }

    void declare(String name, Expr value) {
        names.put(name, value);
    }

    void declare(String name, Supplier<TableExpr> table) {
        names.put(name, table);
    }

    void declare(String name, UserFunction function) {
        names.put(name, function);
    }

    Optional<Expr> scalar(String name) {
        return find(name).filter(Expr.class::isInstance).map(Expr.class::cast);
    }

    Optional<TableExpr> table(String name) {
        return find(name).filter(Supplier.class::isInstance).map(found -> (TableExpr) ((Supplier<?>) found).get());
    }

    Optional<UserFunction> function(String name) {
        return find(name).filter(UserFunction.class::isInstance).map(UserFunction.class::cast);
    }

    private Optional<Object> find(String name) {
        Object found = names.get(name);
        if (found != null) {
            return Optional.of(found);
        }
        return outer == null ? Optional.empty() : outer.find(name);
    }
}
