package io.turnstile.producers.kusto;

import io.turnstile.config.ConfigurationException;
import io.turnstile.schema.SourceCursor;
import java.util.Map;
import java.util.Optional;

/** Positions that are set by hand. */
public final class KustoPositions {

    private KustoPositions() {}

    /**
     * Everything up to a cursor has been read, by the query and in the database that are configured.
     *
     * @param before the position that it takes the place of, whose count of rows it keeps; empty where there is none
     */
    public static SourceCursor after(String cursor, KustoConfiguration configuration, Optional<SourceCursor> before) {
        if (cursor.isBlank()) {
            throw new ConfigurationException(
                    "--cursor is blank. 'turnstile source reset NAME --from beginning' reads everything.");
        }
        var position = new Position.Within(
                configuration.identity(), Map.of(), new Window(cursor.strip(), cursor.strip()), null);
        return new SourceCursor(
                configuration.name(),
                PositionJson.write(position),
                before.map(SourceCursor::getRows).orElse(0L));
    }

    /**
     * Nothing has been read yet.
     *
     * @param name the source's name
     * @param from as source.kusto.from
     * @throws ConfigurationException if that is neither a time, nor now, nor beginning
     */
    public static SourceCursor from(String from, String name) {
        try {
            return new SourceCursor(name, PositionJson.write(StartAt.parse(from)), 0L);
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException("--from has the value '" + from + "': " + e.getMessage() + ".");
        }
    }
}
