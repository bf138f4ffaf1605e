package io.turnstile.judge.model;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * About how many tokens a text has. Other models than OpenAI's count otherwise; what they report afterwards corrects it.
 */
final class TokenEstimate {

    /** What a server puts around a message. https://cookbook.openai.com/examples/how_to_count_tokens_with_tiktoken */
    private static final int PER_MESSAGE = 4;

    /** Several prompts' worth. */
    private static final int MOST_LINES = 1_000;

    /** The tokens of lines of instructions. */
    private final Map<String, Long> lines = new ConcurrentHashMap<>();

    /** Read when it is first needed, and once in a process: it takes half a second and some memory. */
    private static final class Vocabulary {
        private static final Encoding ENCODING =
                Encodings.newLazyEncodingRegistry().getEncoding(EncodingType.O200K_BASE);
    }

    long of(String text) {
        return Vocabulary.ENCODING.countTokensOrdinary(text);
    }

    /** The prompt that a server makes of a question: its messages and its schema. */
    long of(ChatQuestion question) {
        long tokens = ofInstructions(question.schema());
        for (var message : question.messages()) {
            boolean isInstruction = message.role() == ChatMessage.Role.SYSTEM;
            tokens += PER_MESSAGE + (isInstruction ? ofInstructions(message.text()) : of(message.text()));
        }
        return tokens;
    }

    /**
     * Line by line, which is the same but for a token here and there: instructions have the same lines in every question, in
     * whatever order, and to count them anew each time would be half of the work of asking.
     */
    private long ofInstructions(String text) {
        long tokens = 0;
        for (int begin = 0; begin < text.length(); ) {
            int end = endOfLine(text, begin);
            tokens += ofLine(text.substring(begin, end));
            begin = end;
        }
        return tokens;
    }

    /** Behind the line and the empty ones that follow: what ends a line is one token with them. */
    private static int endOfLine(String text, int begin) {
        int end = text.indexOf('\n', begin);
        while (end >= 0 && end < text.length() && text.charAt(end) == '\n') {
            end++;
        }
        return end < 0 ? text.length() : end;
    }

    private long ofLine(String line) {
        Long known = lines.get(line);
        if (known != null) {
            return known;
        }
        long tokens = of(line);
        if (lines.size() < MOST_LINES) {
            lines.put(line, tokens);
        }
        return tokens;
    }

    /** What a reply used: as the server reported it, or estimated where it did not. */
    Usage usage(ChatQuestion question, Reply reply) {
        var reported = reply.usage();
        if (reported.total() > 0) {
            return reported;
        }
        return reply instanceof Reply.Answered answered
                ? new Usage(of(question), of(answered.answer().text()))
                : Usage.UNKNOWN;
    }
}
