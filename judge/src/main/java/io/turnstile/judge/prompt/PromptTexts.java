package io.turnstile.judge.prompt;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * The files that say what a model is asked, as they are: each byte of them is a part of the judge's fingerprint.
 *
 * @param instructions the system's message, with places for the threshold and the criteria
 * @param criteria a criterion a line: its name, a colon, its question
 * @param question the user's message, with a place for the material
 * @param schema the JSON schema of the answer. It keeps to what OpenAI, Azure and grammar-bound servers all take: no
 *     bounds on numbers or lengths, which {@link io.turnstile.judge.answer.AnswerReader} checks instead
 */
public record PromptTexts(String instructions, String criteria, String question, String schema) {

    /** The version of the files: a change that is meant makes new files and a new version. */
    public static final String VERSION = "1";

    /** The texts that this version of the judge asks with. */
    public static PromptTexts current() {
        return new PromptTexts(
                read("prompt-" + VERSION + ".md"),
                read("criteria-" + VERSION + ".md"),
                read("question-" + VERSION + ".md"),
                read("answer-" + VERSION + ".schema.json"));
    }

    private static String read(String name) {
        try (var file = PromptTexts.class.getResourceAsStream(name)) {
            if (file == null) {
                throw new IllegalStateException("The judge was built without its file " + name + ": build it again.");
            }
            return new String(file.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("The judge's file " + name + " cannot be read: build it again.", e);
        }
    }
}
