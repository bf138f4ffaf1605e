package io.turnstile.embedded.kql;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** parse and parse-where: columns out of a text, by a pattern of what stands between them. */
final class Parse {

    private final TableCompiler tables;

    Parse(TableCompiler tables) {
        this.tables = tables;
    }

    /** A column that is read from the text, and where it stands in the result. */
    private record Target(KqlType type, int position) {}

    TableExpr compile(SyntaxNode node, TableExpr input, boolean onlyMatches) {
        OperatorParameters parameters = OperatorParameters.of(node, "kind", "flags");
        String kind = parameters.word("kind", "simple");
        if (kind.equals("regex") || parameters.word("flags").isPresent()) {
            throw node.refused("parse kind=regex");
        }
        Expr text = tables.over(RowScope.plain(input.schema())).compile(node.child("Expression"), KqlType.STRING);
        Schema result = node.columns();
        var targets = new ArrayList<Target>();
        Pattern pattern = pattern(node.children("Patterns"), result, targets);
        var parser = new Parser(text, pattern, targets, result, kind.equals("relaxed"), onlyMatches);
        return input.inOrder(result, rows -> rows.flatMap(row -> parser.of(row).stream()));
    }

    private static Pattern pattern(List<SyntaxNode> parts, Schema result, List<Target> targets) {
        var regex = new StringBuilder("(?s)^");
        for (int i = 0; i < parts.size(); i++) {
            SyntaxNode part = parts.get(i);
            boolean beforeStar = i + 1 < parts.size() && parts.get(i + 1).is("StarExpression");
            switch (part.kind()) {
                case "StarExpression" -> regex.append(".*?");
                case "StringLiteralExpression" -> regex.append(Pattern.quote(part.token("literal")));
                case "NameDeclaration", "NameAndTypeDeclaration" -> {
                    KqlType type = type(part);
                    targets.add(new Target(type, position(part, result)));
                    regex.append(beforeStar ? delimited(part, type) : "(.*?)");
                }
                default -> throw part.refused(part.kind() + " in parse");
            }
        }
        return Pattern.compile(regex.append("$").toString());
    }

    /** Where a star follows, no text says where a value ends: only a number does. */
    private static String delimited(SyntaxNode part, KqlType type) {
        if (type != KqlType.LONG && type != KqlType.INT) {
            throw part.refused("where the column " + part.name() + " before a star ends");
        }
        return "(-?\\d+)";
    }

    private static KqlType type(SyntaxNode part) {
        return part.is("NameDeclaration")
                ? KqlType.STRING
                : Types.named(part.child("Type").token("Type"))
                        .orElseThrow(() -> part.refused("the type of a parsed column"));
    }

    private static int position(SyntaxNode part, Schema result) {
        return result.position(part.name()).orElseThrow(() -> part.refused("the column " + part.name()));
    }

    /** @param relaxed whether a value of another type is null alone, and not all of them */
    private record Parser(
            Expr text, Pattern pattern, List<Target> targets, Schema result, boolean relaxed, boolean onlyMatches) {

        Optional<Row> of(Row row) {
            Row wide = row.widened(result.size());
            boolean matches = fill(wide, pattern.matcher((String) text.of(row)));
            if (!matches) {
                targets.forEach(target -> wide.values()[target.position()] = Types.absent(target.type()));
            }
            return matches || !onlyMatches ? Optional.of(wide) : Optional.empty();
        }

        private boolean fill(Row wide, Matcher matcher) {
            if (!matcher.find()) {
                return false;
            }
            for (int i = 0; i < targets.size(); i++) {
                Object value = Conversions.to(targets.get(i).type(), matcher.group(i + 1));
                if (value == null && !relaxed) {
                    return false;
                }
                wide.values()[targets.get(i).position()] = value;
            }
            return true;
        }
    }
}
