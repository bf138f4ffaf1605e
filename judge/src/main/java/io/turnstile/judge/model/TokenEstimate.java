package io.turnstile.judge.model;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;

/**
 * About how many tokens a text has. Other models than OpenAI's count otherwise; what they report afterwards corrects it.
 */
final class TokenEstimate {

    /** What a server puts around a message. https://cookbook.openai.com/examples/how_to_count_tokens_with_tiktoken */
    private static final int PER_MESSAGE = 4;

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
        long tokens = of(question.schema());
        for (var message : question.messages()) {
            tokens += PER_MESSAGE + of(message.text());
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
