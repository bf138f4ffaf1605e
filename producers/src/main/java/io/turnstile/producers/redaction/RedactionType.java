package io.turnstile.producers.redaction;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What is taken out of texts. Of two that overlap, the one declared first is taken. */
public enum RedactionType {
    /** A private key in PEM or PGP armour, with its begin line. */
    PRIVATE_KEY(false),
    /** A JSON Web Token. */
    JWT(true),
    /** An access key of a cloud: AWS, Azure, Google, Alibaba. */
    CLOUD_KEY(true),
    /** A token of a service, recognised by its prefix, or the credentials of an Authorization header. */
    TOKEN(true),
    /** A password, key or token that its name gives away: in an assignment, a connection string or an address. */
    SECRET(true),
    /** An e-mail address. */
    EMAIL(false),
    /** A name of a user: of a home directory, or the one that the row itself names. */
    USER(false),
    /** An address of a machine, IPv4 or IPv6. */
    IP(false),
    /** The number of a payment card. */
    CARD(false),
    /** A phone number. */
    PHONE(false);

    /**
     * From this many characters on, a text is long: no password is, while an access token that carries its claims is. It
     * tells a router that the user pasted a block, as the length of the text did before.
     */
    static final int LONG_CHARACTERS = 256;

    private final boolean hasLengthClass;

    /** Whether its length varies so much that the placeholder says which class it is of. */
    RedactionType(boolean hasLengthClass) {
        this.hasLengthClass = hasLengthClass;
    }

    /** What stands for a text of that many characters. It holds nothing that is found in texts. */
    String placeholder(int characters) {
        return hasLengthClass && characters >= LONG_CHARACTERS ? "<" + name() + ":long>" : "<" + name() + ">";
    }

    /** The name as configuration has it, e.g. cloud-key. */
    public String configurationName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** @throws IllegalArgumentException if there is no such type; the message lists those that there are */
    static RedactionType of(String configurationName) {
        return Arrays.stream(values())
                .filter(type -> type.configurationName().equalsIgnoreCase(configurationName))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("expected some of "
                        + Arrays.stream(values())
                                .map(RedactionType::configurationName)
                                .collect(Collectors.joining(", "))));
    }
}
