package io.turnstile.domain.turn;

import io.turnstile.telemetry.RowView;
import java.time.Instant;

/**
 * A telemetry row as the domain reads it.
 *
 * @param eventName the event's name as it came, publisher prefix included
 * @param eventTime the client's time, else the server's: within a conversation one clock orders best; null if neither
 * @param fields properties and measurements
 */
public record Row(String eventName, Instant eventTime, RowView fields) {}
