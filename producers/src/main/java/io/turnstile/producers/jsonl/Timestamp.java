package io.turnstile.producers.jsonl;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Timestamps as the stores' exports write them. */
final class Timestamp {

    private static final DateTimeFormatter ISO = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
            .appendPattern("[XXX][XX][X]")
            .toFormatter(Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);

    /** Shorter ones would be a time in 1970, or a year. */
    private static final Pattern EPOCH_MILLIS = Pattern.compile("\\d{11,15}");

    private static final Instant END = Instant.parse("9999-12-31T23:59:59.999Z");

    private Timestamp() {}

    /**
     * ISO-8601 with or without zone (none is UTC), with 'T' or a space, or epoch milliseconds; to the millisecond. Empty
     * for anything else, and for times before 1970, which the stores use for "none" and the topic cannot hold.
     */
    static Optional<Instant> of(JsonNode value) {
        try {
            return Optional.of(parse(value))
                    .map(instant -> Instant.ofEpochMilli(instant.toEpochMilli()))
                    .filter(instant -> instant.toEpochMilli() >= 0 && !instant.isAfter(END));
        } catch (DateTimeException | ArithmeticException e) {
            return Optional.empty();
        }
    }

    private static Instant parse(JsonNode value) {
        if (value.isIntegralNumber() && value.canConvertToLong()) {
            return Instant.ofEpochMilli(value.longValue());
        }
        String text = value.isTextual() ? value.textValue().strip() : "";
        if (EPOCH_MILLIS.matcher(text).matches()) {
            return Instant.ofEpochMilli(Long.parseLong(text));
        }
        String iso =
                text.length() > 10 && text.charAt(10) == ' ' ? text.substring(0, 10) + 'T' + text.substring(11) : text;
        var parsed = ISO.parseBest(iso, OffsetDateTime::from, LocalDateTime::from);
        return parsed instanceof OffsetDateTime offset
                ? offset.toInstant()
                : ((LocalDateTime) parsed).toInstant(ZoneOffset.UTC);
    }
}
