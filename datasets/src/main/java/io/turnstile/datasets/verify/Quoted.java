package io.turnstile.datasets.verify;

import java.nio.file.Path;

/** Names and texts as they stand in SQL. What a dataset's files call their columns is not to be trusted. */
final class Quoted {

    private Quoted() {}

    /** A text. */
    static String text(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    /** A file or directory, as a text. */
    static String text(Path path) {
        return text(path.toString());
    }

    /** The name of a column. */
    static String name(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
