package io.turnstile.embedded.kql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is not known is refused, with its place. */
class KqlRefusalTest {

    private static KqlRunner kql;

    @BeforeAll
    static void start() {
        kql = new KqlRunner();
    }

    @AfterAll
    static void stop() {
        kql.close();
    }

    private static KqlException refusal(String query) {
        return catchThrowableOfType(KqlException.class, () -> kql.evaluated(query));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "print rand()",
                "print hash('x')",
                "print new_guid()",
                "print x = 1 | sample 1",
                "print x = 1 | getschema",
                "range x from 1 to 3 step 1 | summarize hll(x)",
                "print d = dynamic([[1]]) | summarize make_set(d)",
                "print a = dynamic([1]) | where a == a",
                "print t = 'a' | parse kind=regex t with 'a' b",
                "set querytrace; print 1",
                "print 1; print 2",
                "union kind=inner (print a = 1), (print a = 2)",
                "print x = 1 | join kind=leftouter hint.zork=1 (print x = 1) on x",
                "print a = 1 | where * has '1'",
                "range x from 1 to 3 step 1 | where x == toscalar(print x)"
            })
    void whatIsNotKnownIsRefused(String query) {
        assertThat(refusal(query)).isNotNull();
        assertThat(refusal(query).code()).isIn(KqlException.Code.NOT_SUPPORTED, KqlException.Code.SYN0001);
    }

    @Test
    void aRefusalSaysWhatAndWhere() {
        assertThat(refusal("print 1,\n  rand()").getMessage())
                .contains("rand()")
                .contains("line 2, column 3");
    }

    @Test
    void whatTheBinderFindsIsASyntaxErrorWithItsPlace() {
        KqlException refused = refusal("print x = 1\n| where y == 2");
        assertThat(refused.code()).isEqualTo(KqlException.Code.SYN0001);
        assertThat(refused.getMessage()).contains("2:9").contains("'y'");
    }

    @Test
    void aRefusalInACalledFunctionNamesTheCall() {
        assertThat(refusal("let f = () { rand() };\nprint f()").getMessage()).contains("line 2, column 7");
    }

    @Test
    void aTableThatIsNotThereIsRefused() {
        assertThat(refusal("RawEventsVSCodeExt | count").getMessage()).contains("no table RawEventsVSCodeExt");
    }
}
