package io.turnstile.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.turnstile.domain.turn.Fragment;
import io.turnstile.domain.turn.IgnoredRow;
import io.turnstile.domain.turn.Turn;
import io.turnstile.streams.PipelineTries.Outcome;
import io.turnstile.streams.codec.RowCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;

/**
 * The way of the rows does not matter: any permutation, any duplication, any split into batches and any interleaving
 * with closes leaves the same latest revision of every conversation, bit for bit, in the same topic.
 */
class PipelinePropertiesTest {

    private static PipelineTries tries;

    @BeforeContainer
    static void start() {
        tries = new PipelineTries();
    }

    @AfterContainer
    static void close() {
        tries.close();
    }

    @Provide
    Arbitrary<Log> logs() {
        return LogArbitraries.logs();
    }

    @Provide
    Arbitrary<Log> logsWithContradictions() {
        return LogArbitraries.logsWithContradictions();
    }

    @Property(tries = 150)
    @StatisticsReport(StatisticsReport.StatisticsReportMode.OFF)
    void anyDeliveryLeavesTheSameConversationsAndRequests(@ForAll("logs") Log log) {
        Outcome inOrder = assertThatDeliveryDoesNotMatter(log, standing -> standing);
        assertThatLogsAreVaried(inOrder.standing());
    }

    /**
     * Where a turn's rows disagree on its conversation, the choice must not depend on which came first. Requests are left
     * out: their key is the message, so where it stands in two conversations the one that closed last has it.
     */
    @Property(tries = 100)
    void anyDeliveryLeavesTheSameWhereRowsOfATurnNameTwoConversations(@ForAll("logsWithContradictions") Log log) {
        assertThatDeliveryDoesNotMatter(log, standing -> standing.without("judge.requests"));
    }

    private static Outcome assertThatDeliveryDoesNotMatter(Log log, UnaryOperator<Standing> compared) {
        tries.next();
        Outcome delivered = tries.delivered(log);
        Outcome inOrder = tries.inLogOrder(log);
        compared.apply(delivered.standing()).assertIsSameAs(compared.apply(inOrder.standing()));
        assertThat(delivered.ignored())
                .as("rows ignored when delivered")
                .isEqualTo(
                        expectedIgnored(log.sent().stream().map(Log.Sent::row).toList()));
        assertThat(inOrder.ignored()).as("rows ignored in log order").isEqualTo(expectedIgnored(log.rows()));
        return inOrder;
    }

    /** A property of logs that are all of one kind would prove little. */
    private static void assertThatLogsAreVaried(Standing standing) {
        for (String topic : List.of("conversations", "conversations.partial", "judge.requests")) {
            Statistics.label(topic).collect(standing.holdsAnyOf(topic));
            Statistics.label(topic).coverage(seen -> seen.check(true).count(count -> count > 5));
        }
    }

    /** By the domain alone: each row by itself, and a turn's rows together if none names a conversation. */
    private static Map<String, Long> expectedIgnored(List<LogRow> rows) {
        var ignored = new TreeMap<String, Long>();
        var parts = new ArrayList<Turn>();
        for (LogRow row : rows) {
            Fragment fragment = Fragment.of(RowCodec.decode(row.row("", RowFixture.EPOCH)));
            if (fragment instanceof Fragment.OfTurn part) {
                parts.add(part.turn());
            } else if (fragment instanceof Fragment.Ignored each) {
                ignored.merge(each.reason().name(), 1L, Long::sum);
            }
        }
        parts.stream().collect(Collectors.groupingBy(Turn::messageId)).values().stream()
                .filter(turn -> turn.stream().allMatch(part -> part.conversationId() == null))
                .forEach(turn -> ignored.merge(IgnoredRow.NO_CONVERSATION_ID.name(), (long) turn.size(), Long::sum));
        return ignored;
    }
}
