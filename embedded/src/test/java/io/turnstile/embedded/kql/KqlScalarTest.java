package io.turnstile.embedded.kql;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What scalar expressions give, as Kusto gives it. */
class KqlScalarTest {

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
    void aNullEqualsNoValueAndDiffersFromEach() {
        assertThat(kql.value("long(null) == 1")).isEqualTo(false);
        assertThat(kql.value("long(null) != 1")).isEqualTo(true);
    }

    @Test
    void twoNullsAreNeitherEqualNorDifferent() {
        assertThat(kql.value("long(null) == long(null)")).isNull();
        assertThat(kql.value("long(null) != long(null)")).isNull();
    }

    @Test
    void nothingIsGreaterOrLessThanNull() {
        assertThat(kql.value("long(null) > 1")).isNull();
        assertThat(kql.value("1 >= long(null)")).isNull();
    }

    @Test
    void aNullIsInNoList() {
        assertThat(kql.value("long(null) in (1, long(null))")).isEqualTo(false);
        assertThat(kql.value("long(null) !in (1)")).isEqualTo(true);
    }

    @Test
    void logicOfNullIsDecidedByTheOtherSideIfItCan() {
        assertThat(kql.value("bool(null) and false")).isEqualTo(false);
        assertThat(kql.value("bool(null) or true")).isEqualTo(true);
        assertThat(kql.value("bool(null) and true")).isNull();
        assertThat(kql.value("not(bool(null))")).isNull();
    }

    @Test
    void aNullConditionChoosesTheLastValue() {
        assertThat(kql.value("iff(bool(null), 1, 2)")).isEqualTo(2L);
        assertThat(kql.value("case(bool(null), 'a', 2 > 1, 'b', 'c')")).isEqualTo("b");
    }

    @Test
    void aStringIsNeverNull() {
        assertThat(kql.value("tostring(dynamic(null))")).isEqualTo("");
        assertThat(kql.value("isnull('')")).isEqualTo(false);
        assertThat(kql.value("isempty('')")).isEqualTo(true);
        assertThat(kql.value("extract('b', 0, 'a')")).isEqualTo("");
    }

    @Test
    void coalesceTakesTheFirstThatIsThere() {
        assertThat(kql.value("coalesce(long(null), 5)")).isEqualTo(5L);
        assertThat(kql.value("coalesce('', 'x')")).isEqualTo("x");
        assertThat(kql.value("coalesce(long(null), long(null))")).isNull();
    }

    @Test
    void divisionOfWholeNumbersTruncates() {
        assertThat(kql.value("7 / 2")).isEqualTo(3L);
        assertThat(kql.value("-7 / 2")).isEqualTo(-3L);
        assertThat(kql.value("7 / 2.0")).isEqualTo(3.5);
    }

    @Test
    void divisionByZeroIsNullForWholeNumbersAndInfiniteForReals() {
        assertThat(kql.value("1 / 0")).isNull();
        assertThat(kql.value("1 % 0")).isNull();
        assertThat(kql.value("1.0 / 0")).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(kql.value("0.0 / 0")).isEqualTo(Double.NaN);
        assertThat(kql.value("decimal(1) / decimal(0)")).isNull();
    }

    @Test
    void aRemainderIsNeverNegative() {
        assertThat(kql.value("-14 % 12")).isEqualTo(10L);
        assertThat(kql.value("14 % -12")).isEqualTo(2L);
        assertThat(kql.value("-14 % -12")).isEqualTo(10L);
    }

    @Test
    void arithmeticWithNullIsNull() {
        assertThat(kql.value("1 + long(null)")).isNull();
        assertThat(kql.value("-long(null)")).isNull();
    }

    @Test
    void typesOfArithmeticAreThoseOfTheBinder() {
        assertThat(kql.value("int(1) + 1")).isEqualTo(2L);
        assertThat(kql.value("toint(1)")).isEqualTo(1);
        assertThat(kql.value("1 + 1.5")).isEqualTo(2.5);
        assertThat((BigDecimal) kql.value("decimal(1.5) * 2")).isEqualByComparingTo("3");
    }

    @Test
    void numbersAreReadFromTexts() {
        assertThat(kql.value("tolong('42')")).isEqualTo(42L);
        assertThat(kql.value("tolong('0x1F')")).isEqualTo(31L);
        assertThat(kql.value("tolong('x')")).isNull();
        assertThat(kql.value("tolong('')")).isNull();
        assertThat(kql.value("tolong(2.9)")).isEqualTo(2L);
        assertThat(kql.value("toint('99999999999')")).isNull();
        assertThat(kql.value("todouble('1e3')")).isEqualTo(1000.0);
        assertThat(kql.value("todouble('1d')")).isNull();
        assertThat(kql.value("tobool('TRUE')")).isEqualTo(true);
    }

    @Test
    void literalsKeepWhatTheBinderLoses() {
        assertThat(kql.value("0xff")).isEqualTo(255L);
        assertThat(kql.value("real(nan)")).isEqualTo(Double.NaN);
        assertThat(kql.value("real(-inf)")).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(kql.value("datetime(2020-01-01 10:00:00.1234567)"))
                .isEqualTo(Instant.parse("2020-01-01T10:00:00.1234567Z"));
        assertThat(kql.value("time(1.02:03:04)")).isEqualTo(Duration.parse("P1DT2H3M4S"));
        assertThat(kql.value("1.5h")).isEqualTo(Duration.ofMinutes(90));
        assertThat(kql.value("int(null)")).isNull();
        assertThat(kql.value("@'a\\b'")).isEqualTo("a\\b");
    }

    @Test
    void aDynamicMemberIsFoundByItsExactNameOnly() {
        assertThat(kql.text("dynamic({'a': 1}).a")).isEqualTo("1");
        assertThat(kql.value("dynamic({'a': 1}).A")).isNull();
        assertThat(kql.value("dynamic({'a': 1}).b.c[0]")).isNull();
        assertThat(kql.text("dynamic({'a b': {'c': 2}})['a b'].c")).isEqualTo("2");
    }

    @Test
    void aNegativePositionCountsFromTheEnd() {
        assertThat(kql.text("dynamic([1, 2, 3])[-1]")).isEqualTo("3");
        assertThat(kql.value("dynamic([1, 2, 3])[3]")).isNull();
    }

    @Test
    void aJsonNullIsANull() {
        assertThat(kql.value("isnull(dynamic({'a': null}).a)")).isEqualTo(true);
        assertThat(kql.value("isempty(dynamic({'a': null}).a)")).isEqualTo(true);
    }

    @Test
    void aDynamicValueIsComparedAsWhatItIsComparedWith() {
        assertThat(kql.value("dynamic({'a': 1}).a == 1")).isEqualTo(true);
        assertThat(kql.value("dynamic({'a': 'x'}).a == 'x'")).isEqualTo(true);
        assertThat(kql.value("dynamic({}).a == ''")).isEqualTo(true);
        assertThat(kql.value("dynamic({}).a != 1")).isEqualTo(true);
        assertThat(kql.value("dynamic({'a': 1}).a + 1")).isEqualTo(2L);
    }

    @Test
    void aTextThatIsNoJsonIsADynamicString() {
        assertThat(kql.text("parse_json('not json')")).isEqualTo("\"not json\"");
        assertThat(kql.value("gettype(parse_json('[1'))")).isEqualTo("string");
        assertThat(kql.value("parse_json('')")).isNull();
        assertThat(kql.text("parse_json('{\"a\":1}').a")).isEqualTo("1");
    }

    @Test
    void aTextInADynamicValueHasNoQuotesAsAString() {
        assertThat(kql.value("tostring(dynamic({'a': 'x'}).a)")).isEqualTo("x");
        assertThat(kql.value("tostring(dynamic({'a': ['x']}).a)")).isEqualTo("[\"x\"]");
    }

    @Test
    void hasFindsWholeTermsWithoutRegardToCase() {
        assertThat(kql.value("'hello-World' has 'world'")).isEqualTo(true);
        assertThat(kql.value("'a_b' has 'a'")).isEqualTo(true);
        assertThat(kql.value("'helloworld' has 'hello'")).isEqualTo(false);
        assertThat(kql.value("'hello world' has_cs 'World'")).isEqualTo(false);
        assertThat(kql.value("'helloworld' hasprefix 'HELLO'")).isEqualTo(true);
        assertThat(kql.value("'helloworld' !has 'hello'")).isEqualTo(true);
        assertThat(kql.value("'a b' has_any ('c', 'B')")).isEqualTo(true);
        assertThat(kql.value("'a b' has_all ('c', 'B')")).isEqualTo(false);
    }

    @Test
    void onlyOperatorsWithATildeIgnoreCaseAmongTheEqualities() {
        assertThat(kql.value("'a' == 'A'")).isEqualTo(false);
        assertThat(kql.value("'a' =~ 'A'")).isEqualTo(true);
        assertThat(kql.value("'a' in ('A')")).isEqualTo(false);
        assertThat(kql.value("'a' in~ ('A')")).isEqualTo(true);
        assertThat(kql.value("'a' !in~ ('A')")).isEqualTo(false);
        assertThat(kql.value("'abc' contains 'BC'")).isEqualTo(true);
        assertThat(kql.value("'abc' contains_cs 'BC'")).isEqualTo(false);
        assertThat(kql.value("'abc' startswith 'AB'")).isEqualTo(true);
    }

    @Test
    void aListMayHoldArraysAndNumbersOfSeveralTypes() {
        assertThat(kql.value("2 in (dynamic([1, 2]))")).isEqualTo(true);
        assertThat(kql.value("2 in (1.5, 2.0)")).isEqualTo(true);
        assertThat(kql.value("1 in (1.5)")).isEqualTo(false);
    }

    @Test
    void bothEndsBelongToBetween() {
        assertThat(kql.value("5 between (1 .. 5)")).isEqualTo(true);
        assertThat(kql.value("5 !between (5 .. 6)")).isEqualTo(false);
        assertThat(kql.value("datetime(2020-01-02) between (datetime(2020-01-01) .. 1d)"))
                .isEqualTo(true);
        assertThat(kql.value("long(null) between (1 .. 5)")).isNull();
    }

    @Test
    void binsAreRoundedDown() {
        assertThat(kql.value("bin(-1, 2)")).isEqualTo(-2L);
        assertThat(kql.value("bin(-1.5, 1)")).isEqualTo(-2.0);
        assertThat(kql.value("bin(datetime(2020-01-01 10:11), 1h)")).isEqualTo(Instant.parse("2020-01-01T10:00:00Z"));
        assertThat(kql.value("bin(-90m, 1h)")).isEqualTo(Duration.ofHours(-2));
        assertThat(kql.value("bin(1, 0)")).isNull();
    }

    @Test
    void timesAreAddedSubtractedAndDivided() {
        assertThat(kql.value("datetime(2020-01-01) + 1h")).isEqualTo(Instant.parse("2020-01-01T01:00:00Z"));
        assertThat(kql.value("datetime(2020-01-02) - datetime(2020-01-01)")).isEqualTo(Duration.ofDays(1));
        assertThat(kql.value("1h / 1m")).isEqualTo(60.0);
        assertThat(kql.value("2 * 90s")).isEqualTo(Duration.ofMinutes(3));
        assertThat(kql.evaluated("print ago(1d)").get(0).get(0)).isEqualTo(KqlRunner.NOW.minus(Duration.ofDays(1)));
        assertThat(kql.value("datetime(9999-12-31) + 10d")).isNull();
    }

    @Test
    void aDifferenceOfDatesCountsTheBordersBetweenThem() {
        assertThat(kql.value("datetime_diff('day', datetime(2020-01-02 00:01), datetime(2020-01-01 23:59))"))
                .isEqualTo(1L);
        assertThat(kql.value("datetime_diff('month', datetime(2020-01-31), datetime(2020-02-01))"))
                .isEqualTo(-1L);
        assertThat(kql.value("datetime_diff('week', datetime(2020-01-05), datetime(2020-01-04))"))
                .isEqualTo(1L);
    }

    @Test
    void timesHaveTheirTexts() {
        assertThat(kql.value("tostring(datetime(2020-01-02 03:04))")).isEqualTo("2020-01-02T03:04:00.0000000Z");
        assertThat(kql.value("tostring(-(1d + 2h + 3ms))")).isEqualTo("-1.02:00:00.0030000");
        assertThat(kql.value("format_datetime(datetime(2020-01-02 15:04:05.678), 'yy-M-d [hh:mm tt] fff')"))
                .isEqualTo("20-1-2 [03:04 PM] 678");
        assertThat(kql.value("todatetime('2020-01-02T03:04:05+01:00')"))
                .isEqualTo(Instant.parse("2020-01-02T02:04:05Z"));
        assertThat(kql.value("todatetime('2020-13-01')")).isNull();
        assertThat(kql.value("totimespan('1.00:00:01')")).isEqualTo(Duration.ofSeconds(86_401));
    }

    @Test
    void aRewriteNamesItsGroupsByABackslash() {
        assertThat(kql.value("replace_regex('abc', '(b)', @'[\\1$1]')")).isEqualTo("a[b$1]c");
        assertThat(kql.value("extract(@'a(\\d+)', 1, 'a12', typeof(long))")).isEqualTo(12L);
        assertThat(kql.value("countof('aaa', 'aa')")).isEqualTo(2L);
        assertThat(kql.value("countof('aaa', 'aa', 'regex')")).isEqualTo(1L);
        assertThat(kql.value("trim(@'\\s+', '  a b ')")).isEqualTo("a b");
    }

    @Test
    void arraysAndBagsAreBuiltAndTakenApart() {
        assertThat(kql.text("bag_pack('x', 1, 't', datetime(2020-01-01), 'n', long(null))"))
                .isEqualTo("{\"x\":1,\"t\":\"2020-01-01T00:00:00.0000000Z\",\"n\":null}");
        assertThat(kql.text("bag_merge(dynamic({'a': 1}), dynamic({'a': 2, 'b': 3}))"))
                .isEqualTo("{\"a\":1,\"b\":3}");
        assertThat(kql.text("bag_keys(dynamic({'b': 1, 'a': 2}))")).isEqualTo("[\"b\",\"a\"]");
        assertThat(kql.text("array_slice(dynamic([1, 2, 3, 4]), 1, -2)")).isEqualTo("[2,3]");
        assertThat(kql.text("array_sort_asc(dynamic([3, null, 1]))")).isEqualTo("[1,3,null]");
        assertThat(kql.value("array_length(parse_json('{}'))")).isNull();
        assertThat(kql.text("range(1, 10, 4)")).isEqualTo("[1,5,9]");
        assertThat(kql.text("set_union(dynamic([2, 1]), dynamic([1, 3]))")).isEqualTo("[2,1,3]");
        assertThat(kql.text("strcat_array(dynamic([1, 'a', null]), '-')")).isEqualTo("1-a-");
    }

    @Test
    void positionsInTextsCountCharactersOfUnicode() {
        assertThat(kql.value("strlen('\uD83D\uDE00a')")).isEqualTo(2L);
        assertThat(kql.value("substring('\uD83D\uDE00ab', 1, 1)")).isEqualTo("a");
        assertThat(kql.value("indexof('\uD83D\uDE00a\uD83D\uDE00b', 'b')")).isEqualTo(3L);
    }

    @Test
    void aRealHasAPointInItsText() {
        assertThat(kql.value("tostring(1.0)")).isEqualTo("1.0");
        assertThat(kql.value("tostring(0.1 + 0.2)")).isEqualTo("0.30000000000000004");
        assertThat(kql.value("tostring(1e20)")).isEqualTo("1E+20");
    }

    @Test
    void hashesAreOfTheText() {
        assertThat(kql.value("hash_sha256(12) == hash_sha256('12')")).isEqualTo(true);
        assertThat((String) kql.value("hash_sha256('a')")).startsWith("ca978112ca1bbdca");
    }

    @Test
    void halvesAreRoundedToTheEvenNeighbour() {
        assertThat(kql.value("round(2.5)")).isEqualTo(2.0);
        assertThat(kql.value("round(2.35, 1)")).isEqualTo(2.4);
    }
}
