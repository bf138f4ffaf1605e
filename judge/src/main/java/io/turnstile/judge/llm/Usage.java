package io.turnstile.judge.llm;

import io.turnstile.judge.model.ChatAnswer;
import io.turnstile.schema.JudgeUsage;

/** What answers cost. */
record Usage(int calls, long promptTokens, long completionTokens) {

    static Usage of(ChatAnswer answer) {
        return new Usage(1, answer.promptTokens(), answer.completionTokens());
    }

    Usage plus(Usage other) {
        return new Usage(
                calls + other.calls, promptTokens + other.promptTokens, completionTokens + other.completionTokens);
    }

    JudgeUsage toAvro() {
        return new JudgeUsage(calls, promptTokens, completionTokens);
    }
}
