package io.turnstile.producers.redaction;

import com.google.re2j.Pattern;
import java.util.List;

/** JSON Web Tokens, signed (three parts, RFC 7515) or encrypted (five, RFC 7516); the first is an object in base64url. */
final class JsonWebToken {

    static final List<Detector> DETECTORS = List.of(new Detector(
            RedactionType.JWT,
            List.of("eyj"),
            Reach.WORD,
            30,
            Pattern.compile(
                    Detectors.WORD_START
                            + "(eyJ[0-9A-Za-z_-]{12,}\\.[0-9A-Za-z_-]{8,}\\.[0-9A-Za-z_-]*(?:\\.[0-9A-Za-z_-]+\\.[0-9A-Za-z_-]+)?)"),
            Detector.Check.ANY));

    private JsonWebToken() {}
}
