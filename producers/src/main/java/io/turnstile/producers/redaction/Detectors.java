package io.turnstile.producers.redaction;

import java.util.List;
import java.util.stream.Stream;

/** Every form that is found. Their order does not matter: of what overlaps, the types decide. */
final class Detectors {

    static final List<Detector> ALL = Stream.of(
                    PrivateKey.DETECTORS,
                    JsonWebToken.DETECTORS,
                    CloudKey.DETECTORS,
                    ServiceToken.DETECTORS,
                    AssignedSecret.DETECTORS,
                    EmailAddress.DETECTORS,
                    HomeDirectory.DETECTORS,
                    IpAddress.DETECTORS,
                    PaymentCard.DETECTORS,
                    PhoneNumber.DETECTORS)
            .flatMap(List::stream)
            .toList();

    /**
     * Where a word begins: at the start, after what is no part of a word, or after an escape. The escapes are those of
     * JSON: without them, the letter of {@code \n} would be taken for the word's first, and the JSON would be broken.
     */
    static final String WORD_START = "(?:^|\\\\[nrtbf]|[^0-9A-Za-z_])";

    private Detectors() {}
}
