package io.turnstile.judge.prompt;

import static java.util.stream.Collectors.joining;

import io.turnstile.judge.model.ChatMessage;
import io.turnstile.judge.model.ChatMessage.Role;
import io.turnstile.judge.model.ChatQuestion;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Puts a question together. The criteria come last in the instructions, because their order differs from vote to vote:
 * what stands before them is the same in every question, so that servers can keep it.
 */
public final class Prompt {

    /** For what servers put around two messages. */
    private static final int FRAMING_TOKENS = 32;

    private final PromptTexts texts;
    private final int threshold;
    private final Map<String, String> criteria;

    /** @param threshold the label is 0 from this score upwards */
    public Prompt(PromptTexts texts, int threshold) {
        this.texts = texts;
        this.threshold = threshold;
        this.criteria = criteriaOf(texts.criteria());
    }

    /** The names of the criteria, in the rubric's order. */
    public List<String> criteria() {
        return List.copyOf(criteria.keySet());
    }

    /**
     * The question about a turn.
     *
     * @param criteriaOrder all names of the criteria, in the order in which they are to be answered
     * @param material what {@link Renderer} made of the turn
     */
    public ChatQuestion question(List<String> criteriaOrder, String material) {
        return question(instructions(criteriaOrder), filled(texts.question(), "material", material));
    }

    /** The same question once more, with a note on why the first answer was refused; that answer is not shown. */
    public ChatQuestion again(ChatQuestion asked, String note) {
        String first = asked.messages().get(1).text();
        return question(
                asked.messages().get(0).text(),
                first + "\nAn answer to this was refused: " + note + " Answer anew and in full.\n");
    }

    /** How many tokens of a question are not material, by estimate; with a note of the given length. */
    public int tokens(String longestNote) {
        var empty = again(question(criteria(), ""), longestNote);
        return empty.messages().stream()
                        .mapToInt(message -> TokenEstimate.of(message.text()))
                        .sum()
                + TokenEstimate.of(texts.schema())
                + FRAMING_TOKENS;
    }

    private ChatQuestion question(String system, String user) {
        return new ChatQuestion(
                List.of(new ChatMessage(Role.SYSTEM, system), new ChatMessage(Role.USER, user)),
                "turnstile_answer_" + PromptTexts.VERSION,
                texts.schema());
    }

    private String instructions(List<String> order) {
        String listed = order.stream()
                .map(name -> "- " + name + ": " + criteria.get(name))
                .collect(joining("\n"));
        return filled(filled(texts.instructions(), "threshold", Integer.toString(threshold)), "criteria", listed);
    }

    /** Only the place in the template is filled: what is put in is not searched for places. */
    private static String filled(String template, String place, String value) {
        String mark = "{{" + place + "}}";
        int at = template.indexOf(mark);
        if (at < 0) {
            throw new IllegalStateException("A file of the prompt has no place for " + place + ": mend it.");
        }
        return template.substring(0, at) + value + template.substring(at + mark.length());
    }

    private static Map<String, String> criteriaOf(String lines) {
        Map<String, String> criteria = new LinkedHashMap<>();
        lines.lines().forEach(line -> {
            int colon = line.indexOf(": ");
            criteria.put(line.substring(0, colon), line.substring(colon + 2));
        });
        return Collections.unmodifiableMap(criteria);
    }
}
