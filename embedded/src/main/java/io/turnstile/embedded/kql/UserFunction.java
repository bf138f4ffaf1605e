package io.turnstile.embedded.kql;

import java.util.List;

/**
 * A function that let declares. Its body stands, bound for its arguments, at each call.
 *
 * @param closure the names where it was declared
 */
record UserFunction(List<SyntaxNode> parameters, Scope closure) {}
