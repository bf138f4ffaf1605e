package io.turnstile.judge.model;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.turnstile.judge.model.BudgetConfiguration.WhenExhausted;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What was spent so far, over restarts, and whether there is anything left. What counts is what was used, so calls that
 * are under way when the budget ends go beyond it: by no more than one answer for each.
 */
final class Budget implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Budget.class);

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String FILE = "budget.json";
    private static final long NANOS_BETWEEN_SYNCS = Duration.ofSeconds(1).toNanos();

    private final BudgetConfiguration configuration;
    private final StateDirectory state;
    private final SharedWrite disk = new SharedWrite(this::write);
    private Usage used;
    private BigDecimal money;
    private long synced = System.nanoTime() - NANOS_BETWEEN_SYNCS;
    private boolean told;

    /** @throws IllegalStateException if what was spent earlier cannot be read */
    Budget(BudgetConfiguration configuration, StateDirectory state) {
        this.configuration = configuration;
        this.state = state;
        var spent = state.read(FILE).map(this::parsed).orElseGet(JSON::createObjectNode);
        this.used = new Usage(
                spent.path("promptTokens").asLong(),
                spent.path("completionTokens").asLong());
        this.money = new BigDecimal(spent.path("money").asText("0"));
    }

    synchronized boolean isExhausted() {
        boolean exhausted = !hasRoomFor(Usage.UNKNOWN, BigDecimal.ZERO);
        if (exhausted && !told) {
            LOG.warn("event=budget_exhausted {}", figures());
        }
        told = exhausted;
        return exhausted;
    }

    /** Whether so much more stays within the budget. */
    synchronized boolean affords(Usage usage, BigDecimal cost) {
        return !isExhausted() && hasRoomFor(usage, cost);
    }

    /** Counts what was used, at the full price. */
    void spend(Usage usage) {
        spend(usage, configuration.price(usage));
    }

    void spend(Usage usage, BigDecimal cost) {
        count(usage, cost);
        disk.await();
    }

    private synchronized void count(Usage usage, BigDecimal cost) {
        used = used.plus(usage);
        money = money.add(cost);
    }

    boolean isDeadLettering() {
        return configuration.whenExhausted() == WhenExhausted.DEAD_LETTER;
    }

    /** What was spent and what was allowed, and what to do, for people. */
    synchronized String message() {
        return "The judge's budget is spent (" + figures()
                + "). Raise judge.budget-tokens or judge.budget-money and start" + " again, or delete "
                + state.file(FILE) + " to begin a new budget.";
    }

    @Override
    public void close() {
        state.replace(FILE, content(), true);
    }

    private boolean hasRoomFor(Usage usage, BigDecimal cost) {
        boolean tokensLeft = configuration.tokens() == 0 || used.total() + usage.total() < configuration.tokens();
        boolean moneyLeft =
                configuration.money().signum() == 0 || money.add(cost).compareTo(configuration.money()) < 0;
        return tokensLeft && moneyLeft;
    }

    private String figures() {
        return "tokens=" + used.total() + " of=" + unlimited(BigDecimal.valueOf(configuration.tokens())) + " money="
                + money.stripTrailingZeros().toPlainString() + " of=" + unlimited(configuration.money());
    }

    private static String unlimited(BigDecimal limit) {
        return limit.signum() == 0 ? "unlimited" : limit.toPlainString();
    }

    private void write() {
        long now = System.nanoTime();
        boolean durable = now - synced >= NANOS_BETWEEN_SYNCS;
        state.replace(FILE, content(), durable);
        if (durable) {
            synced = now;
        }
    }

    private synchronized byte[] content() {
        var spent = JSON.createObjectNode()
                .put("promptTokens", used.promptTokens())
                .put("completionTokens", used.completionTokens())
                .put("money", money.toPlainString());
        return spent.toString().getBytes(UTF_8);
    }

    private JsonNode parsed(byte[] content) {
        try {
            return JSON.readTree(content);
        } catch (IOException e) {
            throw new IllegalStateException(
                    "What the judge has spent cannot be read from " + state.file(FILE)
                            + ". Mend it, or delete it to begin a new budget.",
                    e);
        }
    }
}
