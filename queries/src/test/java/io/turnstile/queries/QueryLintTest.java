package io.turnstile.queries;

import static org.assertj.core.api.Assertions.assertThat;

import io.turnstile.queries.Finding.Rule;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each rule catches a query that is wrong, and leaves one that does the same right. */
class QueryLintTest {

    private static NodeBinder node;

    @BeforeAll
    static void start() {
        node = NodeBinder.fromSystemProperty();
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    static Stream<Arguments> wrong() {
        return Stream.of(
                Arguments.of(Rule.UNSERIALIZED, "AppEvents | extend Before = prev(Name)"),
                Arguments.of(Rule.UNSERIALIZED, "AppEvents | sort by Name | distinct Name | where Name != next(Name)"),
                Arguments.of(Rule.UNSERIALIZED, "let T = AppEvents | sort by Name; T | extend N = row_number()"),
                Arguments.of(Rule.UNSERIALIZED, "AppEvents | summarize N = count() by Name | extend M = row_cumsum(N)"),
                Arguments.of(
                        Rule.UNSERIALIZED,
                        "AppEvents | mv-apply K = bag_keys(Properties) to typeof(string) on (extend N = row_number())"),
                Arguments.of(Rule.UNKNOWN_PROPERTY, "AppEvents | project Properties.conversatonId"),
                Arguments.of(Rule.UNKNOWN_PROPERTY, "AppEvents | project Measurements['numRequest']"),
                Arguments.of(Rule.UNKNOWN_PROPERTY, "AppEvents | extend P = Properties | project P.mesageId"),
                Arguments.of(
                        Rule.UNKNOWN_PROPERTY,
                        "let text_of = (fields: dynamic, name: string) { tostring(fields[name]) };"
                                + " AppEvents | project text_of(Properties, 'respnseType')"),
                Arguments.of(
                        Rule.UNKNOWN_PROPERTY,
                        "AppEvents | extend Bag = bag_pack('at', TimeGenerated) | project Bag.When"),
                Arguments.of(
                        Rule.UNKNOWN_PROPERTY,
                        "AppEvents | extend Bag = bag_pack('inner', bag_pack('at', TimeGenerated)) | project Bag.inner.When"),
                Arguments.of(
                        Rule.UNKNOWN_PROPERTY,
                        "AppEvents | sort by Name | summarize Bags = make_list(bag_pack('name', Name))"
                                + " | project Bags[0].nmae"),
                Arguments.of(Rule.NOT_DETERMINISTIC, "AppEvents | summarize dcount(Name)"),
                Arguments.of(Rule.NOT_DETERMINISTIC, "AppEvents | where hash(Name, 10) == 1"),
                Arguments.of(Rule.NOT_DETERMINISTIC, "AppEvents | where rand() < 0.1"),
                Arguments.of(Rule.NOT_DETERMINISTIC, "AppEvents | sample 10"),
                Arguments.of(Rule.NOT_DETERMINISTIC, "AppEvents | summarize take_any(Name) by TimeGenerated"),
                Arguments.of(Rule.TIME_OF_RUN, "AppEvents | where TimeGenerated > ago(1d)"),
                Arguments.of(Rule.TIME_OF_RUN, "let end = coalesce(datetime(null), now()); print end"),
                Arguments.of(Rule.TAKE_WITHOUT_ORDER, "AppEvents | take 10"),
                Arguments.of(Rule.TAKE_WITHOUT_ORDER, "AppEvents | serialize | limit 10"),
                Arguments.of(Rule.UNSORTED_LIST, "AppEvents | summarize make_list(Name)"),
                Arguments.of(Rule.UNSORTED_LIST, "AppEvents | sort by Name | summarize make_set(Name)"),
                Arguments.of(
                        Rule.UNSORTED_LIST,
                        "AppEvents | sort by Name | join kind=inner AppEvents on Name"
                                + " | summarize make_list(Name) by TimeGenerated"),
                Arguments.of(Rule.TIE, "AppEvents | summarize arg_max(TimeGenerated, *) by Name"),
                Arguments.of(
                        Rule.TIE,
                        "AppEvents | summarize N = count() by Name, TimeGenerated | summarize arg_min(N, TimeGenerated)"
                                + " by Name"),
                Arguments.of(Rule.JOIN_WITHOUT_KIND, "AppEvents | join AppEvents on Name"));
    }

    static Stream<String> right() {
        return Stream.of(
                "AppEvents | sort by Name | extend Before = prev(Name) | where Before != Name",
                "AppEvents | serialize N = row_number()",
                "AppEvents | serialize | extend N = row_number()",
                "AppEvents | sort by Name | project Name | mv-expand Part = split(Name, '/') | extend M = row_cumsum(1)",
                "AppEvents | mv-apply K = bag_keys(Properties) to typeof(string) on (sort by K | extend N = row_number())",
                "AppEvents | project Properties.conversationid, Measurements['numRequests'], Properties.messageText_02",
                "AppEvents | extend Bag = bag_pack('at', TimeGenerated) | project Bag.at",
                "AppEvents | extend Bag = parse_json(tostring(Properties.toolCounts)) | project Bag.read_file",
                "AppEvents | summarize count_distinct(Name), countif(hash_sha256(Name) startswith 'a')",
                "declare query_parameters(end: datetime = datetime(null)); print coalesce(end, now())",
                "AppEvents | sort by Name | take 10",
                "AppEvents | sort by Name | summarize make_list(Name) by TimeGenerated",
                "AppEvents | summarize array_sort_asc(make_set(Name)), array_length(make_set(Name))",
                "AppEvents | summarize N = count() by Name, TimeGenerated | summarize arg_max(TimeGenerated, N) by Name",
                "AppEvents | join kind=inner AppEvents on Name");
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void isCaught(Rule rule, String kql) {
        Binding binding = node.bind(kql);
        assertThat(binding.isSound()).as(binding.diagnostics().toString()).isTrue();
        assertThat(QueryLint.findings(kql, binding)).extracting(Finding::rule).containsExactly(rule);
    }

    @ParameterizedTest
    @MethodSource("right")
    void isLeft(String kql) {
        Binding binding = node.bind(kql);
        assertThat(binding.isSound()).as(binding.diagnostics().toString()).isTrue();
        assertThat(QueryLint.findings(kql, binding)).isEmpty();
    }

    @Test
    void aFindingHasItsLine() {
        String kql = "AppEvents\n| where Name == 'x'\n| take 1";
        assertThat(QueryLint.findings(kql, node.bind(kql)))
                .extracting(Finding::line)
                .containsExactly(3);
    }

    /** Each rule has a case, or a rule could be lost. */
    @Test
    void everyRuleHasACase() {
        assertThat(wrong().map(arguments -> arguments.get()[0]).distinct())
                .containsExactlyInAnyOrder((Object[]) Rule.values());
    }
}
