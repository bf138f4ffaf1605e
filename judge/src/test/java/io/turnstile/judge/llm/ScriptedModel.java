package io.turnstile.judge.llm;

import io.turnstile.judge.model.ChatAnswer;
import io.turnstile.judge.model.ChatModel;
import io.turnstile.judge.model.ChatQuestion;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/** A model that answers by a script, and remembers what it was asked. */
final class ScriptedModel implements ChatModel {

    static final int PROMPT_TOKENS = 1_000;
    static final int COMPLETION_TOKENS = 200;

    private final String identity;
    private final IntFunction<String> script;
    private final List<ChatQuestion> asked = new ArrayList<>();

    ScriptedModel(String identity, IntFunction<String> script) {
        this.identity = identity;
        this.script = script;
    }

    /** Answers in this order, and then the last one over and over. */
    static ScriptedModel answering(String... answers) {
        return new ScriptedModel("scripted;temperature=0", call -> answers[Math.min(call, answers.length - 1)]);
    }

    @Override
    public String identity() {
        return identity;
    }

    @Override
    public ChatAnswer ask(ChatQuestion question) {
        asked.add(question);
        return new ChatAnswer(script.apply(asked.size() - 1), PROMPT_TOKENS, COMPLETION_TOKENS, List.of());
    }

    List<ChatQuestion> asked() {
        return asked;
    }

    /** All that was sent with one question, in one text. */
    static String sent(ChatQuestion question) {
        return String.join(
                "\n",
                question.messages().stream().map(message -> message.text()).toList());
    }
}
