package io.turnstile.producers.generated;

/** Fills {placeholders} of a template: a vocabulary word, or one of the compounds {ident}, {type} and {file}. */
final class Template {

    private Template() {}

    static String fill(String template, Draw draw) {
        var filled = new StringBuilder(template.length() + 64);
        int from = 0;
        for (int open = template.indexOf('{'); open >= 0; open = template.indexOf('{', from)) {
            int close = template.indexOf('}', open);
            filled.append(template, from, open).append(word(template.substring(open + 1, close), draw));
            from = close + 1;
        }
        return filled.append(template, from, template.length()).toString();
    }

    static String word(String placeholder, Draw draw) {
        return switch (placeholder) {
            case "ident" -> word("verb", draw) + word("noun", draw);
            case "type" -> word("noun", draw) + word("suffix", draw);
            case "file" -> word("dir", draw) + "/" + word("type", draw) + "." + word("ext", draw);
            default -> draw.pick(Vocabulary.of(placeholder));
        };
    }
}
