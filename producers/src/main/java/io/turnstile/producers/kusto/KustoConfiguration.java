package io.turnstile.producers.kusto;

import io.turnstile.config.ConfigurationException;
import io.turnstile.config.Setting;
import io.turnstile.config.Settings;
import io.turnstile.queries.IngestQuery;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * How a Kusto cluster is read.
 *
 * @param name the source's name: the key of its position
 * @param connection which cluster is read, and as whom
 * @param query what is read
 * @param events the events that are taken, without publisher prefix; empty for all
 * @param start where it begins while it has no position
 * @param pollInterval how long it waits, when it has read all there is, until it looks again
 * @param blockRows rows that are read at once, at most
 * @param blockBytes bytes that are read at once, at most, unless one row has more
 * @param retry how failures that may pass are waited for
 */
public record KustoConfiguration(
        String name,
        KustoConnection connection,
        IngestQuery query,
        List<String> events,
        Position.Start start,
        Duration pollInterval,
        int blockRows,
        int blockBytes,
        RetryConfiguration retry) {

    public static final Setting<String> NAME = Setting.string(
            "source.kusto.name",
            "kusto",
            "The source's name: the key of its position in topic source-cursors, and the end of its transactional id."
                    + " Two clusters that are read side by side need two names.");
    public static final Setting<String> CLUSTER = Setting.string(
            "source.kusto.cluster",
            "",
            "The cluster's address, as https://name.region.kusto.windows.net. There is no default: nobody else's"
                    + " cluster would do.");
    public static final Setting<String> DATABASE =
            Setting.string("source.kusto.database", "", "The database that holds the table. There is no default.");
    public static final Setting<String> QUERY = Setting.string(
            "source.kusto.query",
            "agent_mode_rows",
            "What is read: agent_mode_rows (table AppEvents, with text), agent_mode_rows_product (table"
                    + " RawEventsVSCodeExt, without), or a file. docs/kusto-source.md says what a file must hold.");
    public static final Setting<List<String>> EVENTS = Setting.list(
            "source.kusto.events",
            List.of(
                    "toolCallDetails",
                    "toolCallDetailsInternal",
                    "toolCallDetailsExternal",
                    "conversation.messageText",
                    "engine.messages.length",
                    "panel.request",
                    "summarizedConversationHistory"),
            "The events that are taken, without publisher prefix, in any letter case; none takes all. The default is"
                    + " what turn assembly reads: other rows would be sent, stored and ignored.");
    public static final Setting<KustoAuthentication> AUTHENTICATION = new Setting<>(
            "source.kusto.auth",
            KustoAuthentication.AZURE_CLI.toString(),
            KustoAuthentication::parse,
            "How the source shows who it is: managed-identity, workload-identity, service-principal, azure-cli, or none"
                    + " for an emulator. All but none need an address with https. The default is for whoever tries it,"
                    + " signed in with 'az login'.");
    public static final Setting<String> CLIENT_ID = Setting.string(
            "source.kusto.client-id",
            "",
            "The application of a service principal or workload identity, or a user-assigned managed identity. Empty"
                    + " takes the machine's own.");
    public static final Setting<String> TENANT_ID =
            Setting.string("source.kusto.tenant-id", "", "The tenant of a service principal or workload identity.");
    public static final Setting<String> CLIENT_SECRET = Setting.string(
            "source.kusto.client-secret",
            "",
            "The service principal's secret. Set it in the environment, or name a file: a command line is seen by all.");
    public static final Setting<String> CLIENT_SECRET_FILE = Setting.string(
            "source.kusto.client-secret-file",
            "",
            "A file that holds the service principal's secret and nothing else.");
    public static final Setting<Position.Start> FROM = new Setting<>(
            "source.kusto.from",
            "now",
            StartAt::parse,
            "Where a source begins that has no position yet: now, beginning, or a time, from which on rows were"
                    + " ingested. now, because reading years of telemetry costs money and should be meant.");
    public static final Setting<Duration> POLL_INTERVAL = Setting.duration(
            "source.kusto.poll-interval",
            Duration.ofSeconds(10),
            "How long it waits, when it has read all there is, until it looks again. Looking costs two small queries;"
                    + " clusters take minutes to make rows visible, so less gains nothing.");
    public static final Setting<Integer> BLOCK_ROWS = Setting.integer(
            "source.kusto.block-rows",
            5_000,
            "Rows that are read at once and sent in one transaction, at most. Memory holds two blocks. Telemetry's rows"
                    + " have 1 to 8 KB, so that 5,000 are about what source.kusto.block-bytes allows; more would only make"
                    + " transactions longer.");
    public static final Setting<Integer> BLOCK_BYTES = Setting.integer(
            "source.kusto.block-bytes",
            16 * 1024 * 1024,
            "Bytes that are read at once, at most, as the cluster counts them: a block that has more is halved, down to one"
                    + " row. It bounds the memory where rows are large. 16 MB are 5,000 rows of 3 KB; the client holds an"
                    + " answer several times while it reads it, and 64 MB, a cluster's own limit, would need a large heap.");
    public static final Setting<Duration> BACK_OFF = Setting.duration(
            "source.kusto.back-off",
            Duration.ofSeconds(1),
            "The first wait after a failure that may pass; each further one is twice as long, with jitter.");
    public static final Setting<Duration> BACK_OFF_CAP = Setting.duration(
            "source.kusto.back-off-cap",
            Duration.ofMinutes(1),
            "The longest wait: after an outage the source is back within it.");
    public static final Setting<Duration> PATIENCE = Setting.duration(
            "source.kusto.patience",
            Duration.ofHours(12),
            "How long one question is asked again until the source gives up. Longer than the outage of a night; rows"
                    + " wait in the cluster meanwhile.");
    public static final Setting<Duration> SERVER_TIMEOUT = Setting.duration(
            "source.kusto.server-timeout",
            Duration.ofMinutes(4),
            "How long the cluster may work at one question. Kusto's own default; it takes an hour at most.");

    /** All keys of this component. */
    public static final List<Setting<?>> SETTINGS = List.of(
            NAME,
            CLUSTER,
            DATABASE,
            QUERY,
            EVENTS,
            AUTHENTICATION,
            CLIENT_ID,
            TENANT_ID,
            CLIENT_SECRET,
            CLIENT_SECRET_FILE,
            FROM,
            POLL_INTERVAL,
            BLOCK_ROWS,
            BLOCK_BYTES,
            BACK_OFF,
            BACK_OFF_CAP,
            PATIENCE,
            SERVER_TIMEOUT);

    /** @throws ConfigurationException if a value makes no sense */
    public KustoConfiguration {
        events = List.copyOf(events);
        requireText(NAME, name);
        requirePositive(BLOCK_ROWS, blockRows);
        requirePositive(BLOCK_BYTES, blockBytes);
        requirePositive(BACK_OFF, retry.backOff().toMillis());
        requirePositive(POLL_INTERVAL, pollInterval.toMillis());
        if (retry.backOffCap().compareTo(retry.backOff()) < 0) {
            throw new ConfigurationException(
                    "Configuration key source.kusto.back-off-cap is shorter than source.kusto.back-off. Lengthen it.");
        }
        if (!query.missingParameters().isEmpty()) {
            throw new ConfigurationException("The query " + query.name() + " does not use the parameters "
                    + String.join(", ", query.missingParameters())
                    + ": rows would be lost or come twice. Start from a shipped query; see docs/kusto-source.md.");
        }
    }

    /** @throws ConfigurationException if a value is missing, does not parse or makes no sense, or a file cannot be read */
    public static KustoConfiguration from(Settings settings) {
        return new KustoConfiguration(
                settings.get(NAME),
                connection(settings),
                query(settings.get(QUERY)),
                settings.get(EVENTS),
                settings.get(FROM),
                settings.get(POLL_INTERVAL),
                settings.get(BLOCK_ROWS),
                settings.get(BLOCK_BYTES),
                new RetryConfiguration(settings.get(BACK_OFF), settings.get(BACK_OFF_CAP), settings.get(PATIENCE)));
    }

    SourceIdentity identity() {
        return SourceIdentity.of(connection.cluster(), connection.database(), query, events);
    }

    /** @throws ConfigurationException if a value is missing or makes no sense */
    static KustoConnection connection(Settings settings) {
        String cluster = settings.get(CLUSTER);
        requireText(CLUSTER, cluster);
        if (!cluster.strip().matches("(?i)https?://[^\\s/]+/?")) {
            throw new ConfigurationException(
                    "Configuration key source.kusto.cluster has the value '" + settings.show(CLUSTER.key())
                            + "': expected an address as https://name.region.kusto.windows.net.");
        }
        requireText(DATABASE, settings.get(DATABASE));
        var connection = new KustoConnection(
                cluster.strip(),
                settings.get(DATABASE),
                settings.get(AUTHENTICATION),
                settings.get(CLIENT_ID),
                settings.get(TENANT_ID),
                secret(settings),
                settings.get(SERVER_TIMEOUT));
        requireNoTokenInClear(connection);
        if (connection.authentication() == KustoAuthentication.SERVICE_PRINCIPAL) {
            requireOfPrincipal(connection.clientId(), CLIENT_ID);
            requireOfPrincipal(connection.tenantId(), TENANT_ID);
            requireOfPrincipal(connection.clientSecret(), CLIENT_SECRET, CLIENT_SECRET_FILE);
        }
        return connection;
    }

    /** The client sends its token by http too, where everybody on the way can read it. */
    private static void requireNoTokenInClear(KustoConnection connection) {
        boolean isPlain = connection.cluster().toLowerCase(Locale.ROOT).startsWith("http:");
        if (isPlain && connection.authentication() != KustoAuthentication.NONE) {
            throw new ConfigurationException("Configuration key source.kusto.cluster has an address with http://, and"
                    + " source.kusto.auth is " + connection.authentication() + ": its token would be sent in clear."
                    + " Write https://; or, for an emulator or the embedded server, set source.kusto.auth to none.");
        }
    }

    /** @param keys where the value may come from */
    private static void requireOfPrincipal(String value, Setting<?>... keys) {
        if (value.isBlank()) {
            String names = Arrays.stream(keys).map(Setting::key).collect(Collectors.joining(" or "));
            throw new ConfigurationException("source.kusto.auth is service-principal, which needs " + names
                    + ": it is blank. Set it, or choose another source.kusto.auth.");
        }
    }

    private static String secret(Settings settings) {
        String file = settings.get(CLIENT_SECRET_FILE);
        if (file.isBlank()) {
            return settings.get(CLIENT_SECRET);
        }
        try {
            return Files.readString(Path.of(file)).strip();
        } catch (IOException e) {
            throw new ConfigurationException("The file of source.kusto.client-secret-file cannot be read: "
                    + e.getClass().getSimpleName() + ". Check its path and permissions.");
        }
    }

    private static IngestQuery query(String nameOrFile) {
        var shipped = IngestQuery.shipped(nameOrFile);
        if (shipped.isPresent()) {
            return shipped.get();
        }
        var file = Path.of(nameOrFile);
        try {
            return IngestQuery.of(file.getFileName().toString(), Files.readString(file));
        } catch (IOException e) {
            throw new ConfigurationException("Configuration key source.kusto.query: '" + nameOrFile
                    + "' is neither a shipped query (" + String.join(", ", IngestQuery.SHIPPED)
                    + ") nor a file that can be read.");
        }
    }

    private static void requireText(Setting<?> setting, String value) {
        if (value.isBlank()) {
            throw new ConfigurationException("Configuration key " + setting.key() + " is blank. " + setting.doc());
        }
    }

    private static void requirePositive(Setting<?> setting, long value) {
        if (value <= 0) {
            throw new ConfigurationException("Configuration key " + setting.key() + " must be more than 0.");
        }
    }
}
