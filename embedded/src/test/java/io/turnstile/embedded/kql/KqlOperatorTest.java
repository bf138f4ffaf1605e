package io.turnstile.embedded.kql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What tabular operators give, as Kusto gives it. */
class KqlOperatorTest {

    private static final String WITH_NULL = "datatable(a:long, b:string)[1, 'x', long(null), 'y', 3, ''] | ";
    private static final String LEFT = "let L = datatable(k:long, l:string)[1, 'a', 1, 'b', 2, 'c', long(null), 'd'];";
    private static final String RIGHT = "let R = datatable(k:long, r:string)[1, 'A', 1, 'B', 3, 'C', long(null), 'D'];";

    private static KqlRunner kql;

    @BeforeAll
    static void start() {
        kql = new KqlRunner();
    }

    @AfterAll
    static void stop() {
        kql.close();
    }

    @Test
    void aSortIsDescendingWithNullsLastUnlessItSaysOtherwise() {
        assertThat(kql.texts(WITH_NULL + "sort by a | project a")).containsExactly("3", "1", "null");
        assertThat(kql.texts(WITH_NULL + "sort by a asc | project a")).containsExactly("null", "1", "3");
        assertThat(kql.texts(WITH_NULL + "sort by a asc nulls last | project a"))
                .containsExactly("1", "3", "null");
        assertThat(kql.texts(WITH_NULL + "sort by a desc nulls first | project a"))
                .containsExactly("null", "3", "1");
    }

    @Test
    void aSortHasSeveralKeys() {
        assertThat(kql.texts("datatable(a:long, b:long)[1, 1, 2, 1, 1, 2] | sort by a asc, b"))
                .containsExactly("1 2", "1 1", "2 1");
    }

    @Test
    void topIsTheBeginningOfTheSort() {
        assertThat(kql.texts(WITH_NULL + "top 1 by a | project a")).containsExactly("3");
    }

    @Test
    void aNullConditionDropsTheRow() {
        assertThat(kql.texts(WITH_NULL + "where a > 1 | project a")).containsExactly("3");
        assertThat(kql.texts(WITH_NULL + "where a != 1 | project a")).containsExactly("null", "3");
    }

    @Test
    void summarizeOverNothingGivesOneRowWithoutKeysAndNoneWithThem() {
        assertThat(kql.texts("datatable(x:long)[] | summarize count(), sum(x), avg(x), max(x), make_list(x)"))
                .containsExactly("0 0 NaN null []");
        assertThat(kql.texts("datatable(x:long)[] | summarize count() by x")).isEmpty();
    }

    @Test
    void aggregatesPassOverNulls() {
        assertThat(kql.texts(WITH_NULL + "summarize count(), sum(a), avg(a), min(a), make_list(a), dcount(a)"))
                .containsExactly("3 4 2.0 1 [1,3] 2");
    }

    @Test
    void anAggregateMayStandInAnExpression() {
        assertThat(kql.texts("range x from 1 to 5 step 1 | summarize s = sum(x) * 1.0 / count() + 1 by k = x % 2"))
                .containsExactly("1 4.0", "0 4.0");
    }

    @Test
    void conditionsChooseWhatIsAggregated() {
        assertThat(kql.texts("range x from 1 to 5 step 1 | summarize countif(x > 3), sumif(x, x > 3), maxif(x, x < 3),"
                        + " make_list_if(x, x > 3)"))
                .containsExactly("2 9 2 [4,5]");
    }

    @Test
    void aListKeepsTheOrderOfItsRows() {
        assertThat(kql.texts("range x from 1 to 3 step 1 | sort by x desc | summarize make_list(x)"))
                .containsExactly("[3,2,1]");
    }

    @Test
    void argMaxGivesTheWholeRowOfTheGreatest() {
        String rows = "datatable(k:string, t:long, v:string)['a', 1, 'x', 'a', 2, 'y', 'b', 1, 'z']";
        assertThat(kql.texts(rows + " | summarize arg_max(t, *) by k")).containsExactly("a 2 y", "b 1 z");
        assertThat(kql.texts(rows + " | summarize (m, w) = arg_min(t, v) by k")).containsExactly("a 1 x", "b 1 z");
        assertThat(kql.columns(rows + " | summarize arg_max(t, v), arg_min(t, v)"))
                .containsExactly("t", "v", "t1", "v1");
    }

    @Test
    void ofEquallyGreatRowsTheFirstIsTaken() {
        assertThat(kql.texts("datatable(t:long, v:string)[1, 'x', 1, 'y'] | summarize arg_max(t, v)"))
                .containsExactly("1 x");
    }

    @Test
    void aTextOfNoRowIsEmptyInAnExpressionToo() {
        assertThat(kql.texts("datatable(x:string)[] | summarize strcat('a', max(x), 'b')"))
                .containsExactly("ab");
    }

    @Test
    void groupsOfNullAreOne() {
        assertThat(kql.texts("datatable(a:long)[long(null), 1, long(null)] | summarize count() by a"))
                .containsExactly("null 2", "1 1");
    }

    @Test
    void joinTakesOneLeftRowOfAKeyUnlessItSaysInner() {
        assertThat(kql.texts(LEFT + RIGHT + "L | join R on k | project l, r")).containsExactly("a A", "a B");
        assertThat(kql.texts(LEFT + RIGHT + "L | join kind=inner R on k | project l, r"))
                .containsExactly("a A", "a B", "b A", "b B");
    }

    @Test
    void outerJoinsKeepWhatMatchesNothing() {
        assertThat(kql.texts(LEFT + RIGHT + "L | join kind=leftouter R on k | project l, k1, r"))
                .containsExactly("a 1 A", "a 1 B", "b 1 A", "b 1 B", "c null ", "d null ");
        assertThat(kql.texts(LEFT + RIGHT + "L | join kind=rightouter R on k | where isnull(k) | project l, k1, r"))
                .containsExactly(" 3 C", " null D");
        assertThat(kql.rows(LEFT + RIGHT + "L | join kind=fullouter R on k")).hasSize(8);
    }

    @Test
    void semiAndAntiJoinsGiveOneSideAlone() {
        assertThat(kql.texts(LEFT + RIGHT + "L | join kind=leftsemi R on k")).containsExactly("1 a", "1 b");
        assertThat(kql.texts(LEFT + RIGHT + "L | join kind=leftanti R on k")).containsExactly("2 c", "null d");
        assertThat(kql.texts(LEFT + RIGHT + "L | join kind=rightsemi R on k")).containsExactly("1 A", "1 B");
        assertThat(kql.texts(LEFT + RIGHT + "L | join kind=rightanti R on k")).containsExactly("3 C", "null D");
    }

    @Test
    void columnsOfOneNameGetANumber() {
        assertThat(kql.columns(LEFT + RIGHT + "L | join kind=inner R on $left.k == $right.k"))
                .containsExactly("k", "l", "k1", "r");
    }

    @Test
    void lookupLeavesTheKeysOfTheRightSideOut() {
        assertThat(kql.texts(LEFT + RIGHT + "L | where k == 2 | lookup R on k")).containsExactly("2 c ");
        assertThat(kql.columns(LEFT + RIGHT + "L | lookup R on k")).containsExactly("k", "l", "r");
    }

    @Test
    void anEmptyArrayExpandsToNoRowAndANullToOne() {
        assertThat(kql.texts("datatable(a:dynamic)[dynamic([]), dynamic(null), dynamic([1, 'x'])] | mv-expand a"))
                .containsExactly("null", "1", "\"x\"");
    }

    @Test
    void arraysExpandedTogetherArePaddedWithNull() {
        assertThat(kql.texts("print a = dynamic([1, 2]), b = dynamic(['x']) | mv-expand with_itemindex=i a to"
                        + " typeof(long), b to typeof(string)"))
                .containsExactly("1 x 0", "2  1");
    }

    @Test
    void anElementOfAnotherTypeIsNullAndNotConverted() {
        assertThat(kql.texts("print a = dynamic([1, '2', 2.5]) | mv-expand a to typeof(long)"))
                .containsExactly("1", "null", "null");
    }

    @Test
    void aBagExpandsToBagsOrToPairs() {
        assertThat(kql.texts("print a = dynamic({'x': 1, 'y': 2}) | mv-expand a"))
                .containsExactly("{\"x\":1}", "{\"y\":2}");
        assertThat(kql.texts("print a = dynamic({'x': 1, 'y': 2}) | mv-expand kind=array a | project a[0], a[1]"))
                .containsExactly("\"x\" 1", "\"y\" 2");
        assertThat(kql.texts("print a = dynamic([1, 2, 3]) | mv-expand a limit 2"))
                .containsExactly("1", "2");
    }

    @Test
    void mvApplyRunsItsSubqueryOnEachRowsElements() {
        String rows = "datatable(k:string, a:dynamic)['x', dynamic([3, 1, 2]), 'y', dynamic([]), 'z', dynamic([0])] | ";
        assertThat(kql.texts(rows + "mv-apply v = a to typeof(long) on (where v > 0 | summarize s = sum(v))"
                        + " | project k, s"))
                .containsExactly("x 6", "z 0");
        assertThat(kql.texts(rows + "mv-apply with_itemindex=i v = a to typeof(long) on (top 2 by v asc"
                        + " | extend r = row_number()) | project k, v, i, r"))
                .containsExactly("x 1 1 1", "x 2 2 2", "z 0 0 1");
    }

    @Test
    void whatASubqueryNamesIsComputedAnewForEachRow() {
        String rows = "datatable(a:dynamic)[dynamic([3, 1]), dynamic([5])] | mv-apply v = a to typeof(long) on ";
        assertThat(kql.texts(rows + "(as T | union (T | summarize v = sum(v)) | project v) | project v"))
                .containsExactly("3", "1", "4", "5", "5");
        assertThat(kql.texts("let twice = (T:(v:long)) { let U = T | where v > 1; U | union U }; " + rows
                        + "(invoke twice() | project v) | project v"))
                .containsExactly("3", "3", "5", "5");
    }

    @Test
    void aScalarOfASubqueryIsRefusedAndOneOfAnotherTableIsNot() {
        String rows = "datatable(a:dynamic)[dynamic([3, 1]), dynamic([5])] | mv-apply v = a to typeof(long) on ";
        assertThatExceptionOfType(KqlException.class)
                .isThrownBy(() -> kql.evaluated("let greatest = (T:(v:long)) { T | where v == toscalar(T | summarize"
                        + " max(v)) }; " + rows + "(invoke greatest() | project v)"))
                .withMessageContaining("mv-apply");
        assertThat(kql.texts("let W = datatable(w:dynamic)[dynamic([1, 5])] | mv-apply w to typeof(long) on (project w)"
                        + " | project w; " + rows
                        + "(where v in (W) and v <= toscalar(W | summarize max(w))) | project v"))
                .containsExactly("1", "5");
    }

    @Test
    void windowFunctionsSeeTheRowsInTheirOrder() {
        assertThat(kql.texts("range x from 1 to 4 step 1 | sort by x desc | extend n = row_number(), p = prev(x),"
                        + " q = next(x, 2, -1), s = row_cumsum(x, x == 2)"))
                .containsExactly("4 1 null 2 4", "3 2 4 1 7", "2 3 3 -1 2", "1 4 2 -1 3");
    }

    @Test
    void windowFunctionsMayStandInOneAnother() {
        assertThat(kql.texts("datatable(u:string)['a', 'a', 'b', 'a'] | serialize"
                        + " session = row_cumsum(iff(u != prev(u), 1, 0))"))
                .containsExactly("a 1", "a 1", "b 2", "a 3");
    }

    @Test
    void windowFunctionsMayStandInACondition() {
        assertThat(kql.texts("range x from 1 to 4 step 1 | where prev(x) == 2 or next(x) == 2"))
                .containsExactly("1", "3");
    }

    @Test
    void windowFunctionsAreRefusedOnRowsWithoutAnOrder() {
        assertThatExceptionOfType(KqlException.class)
                .isThrownBy(() -> kql.evaluated("print x = 1 | extend p = prev(x)"))
                .withMessageContaining("serialize")
                .matches(refused -> refused.code() == KqlException.Code.SYN0001);
        assertThatExceptionOfType(KqlException.class)
                .isThrownBy(
                        () -> kql.evaluated("range x from 1 to 2 step 1 | union (print x = 3) | extend p = prev(x)"));
    }

    @Test
    void aUnionHasTheColumnsOfAllAndTellsTypesApartByTheirNames() {
        assertThat(kql.columns("union withsource=s (print a = 1), (print a = 'x', b = 2)"))
                .containsExactly("s", "a_long", "a_string", "b");
        assertThat(kql.texts("union withsource=s (print a = 1), (print a = 'x', b = 2)"))
                .containsExactly("union_arg0 1  null", "union_arg1 null x 2");
    }

    @Test
    void extendReplacesAColumnInItsPlace() {
        assertThat(kql.columns("print a = 1, b = 2 | extend a = 'x', c = a + b, b + 1"))
                .containsExactly("a", "b", "c", "Column1");
        assertThat(kql.texts("print a = 1, b = 2 | extend a = 'x', c = a + b, b + 1"))
                .containsExactly("x 2 3 3");
    }

    @Test
    void columnsAreChosenByNamesAndPatterns() {
        assertThat(kql.columns("print aa = 1, ab = 2, b = 3 | project-away a*")).containsExactly("b");
        assertThat(kql.texts("print aa = 1, ab = 2, b = 3 | project-reorder b | project-rename c = aa"))
                .containsExactly("3 1 2");
        assertThat(kql.columns("print aa = 1, ab = 2, b = 3 | project-keep b, aa"))
                .containsExactly("aa", "b");
    }

    @Test
    void distinctCountsNullsAsOne() {
        assertThat(kql.texts("datatable(a:long)[1, long(null), 1, long(null)] | distinct *"))
                .containsExactly("1", "null");
    }

    @Test
    void lettedFunctionsTakeScalarsAndTables() {
        assertThat(kql.texts("let twice = (n:long) { let m = n; m * 2 }; range x from 1 to 2 step 1"
                        + " | extend y = twice(x) + twice(n = 1)"))
                .containsExactly("1 4", "2 6");
        assertThat(kql.texts("let above = (T:(x:long), least:long = 2) { T | where x > least };"
                        + " range x from 1 to 4 step 1 | extend y = -x | invoke above(3)"))
                .containsExactly("4 -4");
        assertThat(kql.texts("let above = (T:(x:long), least:long = 2) { T | where x > least };"
                        + " above((range x from 1 to 3 step 1))"))
                .containsExactly("3");
    }

    @Test
    void aNamedTableMayBeUsedAgain() {
        assertThat(kql.texts("let T = range x from 1 to 2 step 1; T | where x > toscalar(T | summarize min(x))"))
                .containsExactly("2");
        assertThat(kql.texts("range x from 1 to 2 step 1 | as A | union (A | count)"))
                .containsExactlyInAnyOrder("1 null", "2 null", "null 2");
        assertThat(kql.texts("let M = materialize(range x from 1 to 2 step 1); M | join kind=inner M on x"))
                .containsExactly("1 1", "2 2");
    }

    @Test
    void queryParametersHaveTheirValuesOrTheirDefaults() {
        String query = "declare query_parameters(s:string, n:long = 5, t:datetime = datetime(2020-01-01));"
                + " print s, n, tostring(t)";
        assertThat(kql.run(query, Map.of("s", "it's", "n", "long(7)"), EmptyDatabase.INSTANCE)
                        .rows()
                        .get(0))
                .containsExactly("it's", 7L, "2020-01-01T00:00:00.0000000Z");
        assertThatExceptionOfType(KqlException.class)
                .isThrownBy(() -> kql.run(query, Map.of(), EmptyDatabase.INSTANCE))
                .withMessageContaining("query parameter s has no value");
        assertThatExceptionOfType(KqlException.class)
                .isThrownBy(() -> kql.run(query, Map.of("s", "", "n", "many"), EmptyDatabase.INSTANCE))
                .withMessageContaining("'many'");
    }

    @Test
    void parseReadsColumnsBetweenTexts() {
        String row = "print t = 'id=12, name=x y; rest'";
        assertThat(kql.texts(row + " | parse t with 'id=' id:long ', name=' name ';' * | project id, name"))
                .containsExactly("12 x y");
        assertThat(kql.texts(row + " | parse t with 'nope' id:long | project id"))
                .containsExactly("null");
        assertThat(kql.texts(row + " | parse-where t with 'nope' id:long | project id"))
                .isEmpty();
    }
}
