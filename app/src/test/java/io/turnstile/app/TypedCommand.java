package io.turnstile.app;

import java.io.PrintWriter;
import java.io.StringWriter;

/** A command line that was typed, and what it printed. */
public record TypedCommand(int exitCode, String out, String err) {

    public static TypedCommand run(String... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        int exitCode = Main.commandLine(new PrintWriter(out, true), new PrintWriter(err, true))
                .execute(arguments);
        return new TypedCommand(exitCode, out.toString(), err.toString());
    }
}
