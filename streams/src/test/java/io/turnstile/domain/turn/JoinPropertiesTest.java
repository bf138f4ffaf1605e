package io.turnstile.domain.turn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.TreeSet;
import java.util.function.BinaryOperator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Each join that turns merge by is commutative, associative and idempotent, null included: so is their product. */
class JoinPropertiesTest {

    /** A join with three values that it joins. */
    record Case<T>(String name, BinaryOperator<T> join, T a, T b, T c) {

        private void assertLaws() {
            assertThat(join.apply(a, b)).as("%s commutes", name).isEqualTo(join.apply(b, a));
            assertThat(join.apply(join.apply(a, b), c))
                    .as("%s associates", name)
                    .isEqualTo(join.apply(a, join.apply(b, c)));
            assertThat(join.apply(a, a)).as("%s is idempotent", name).isEqualTo(a);
        }

        private void assertNullIsLeast() {
            assertThat(join.apply(a, null)).as("%s with nothing known", name).isEqualTo(a);
            assertThat(join.apply(null, a)).as("nothing known with %s", name).isEqualTo(a);
        }
    }

    /** Whatever is equal at first sight: lengths, cases, halves of surrogate pairs. */
    @Provide
    Arbitrary<Case<?>> choices() {
        Arbitrary<String> texts = Arbitraries.oneOf(
                        Arbitraries.of("", "a", "A", "b", "ab", "ba", "\uD83D", "\uD83D\uDE00"),
                        Arbitraries.strings().ofMaxLength(4))
                .injectNull(0.2);
        Arbitrary<ModelText> modelTexts = Combinators.combine(
                        Arbitraries.longs().between(0, 2).map(TurnFixture.EPOCH::plusMillis),
                        texts.filter(text -> text != null))
                .as(ModelText::new)
                .injectNull(0.2);
        Arbitrary<Long> numbers = Arbitraries.oneOf(Arbitraries.longs().between(-1, 1), Arbitraries.longs())
                .injectNull(0.2);
        return Arbitraries.oneOf(
                cases("the longest user text", texts, (a, b) -> Join.greatest(a, b, UserText.LONGEST)),
                cases("the latest model text", modelTexts, (a, b) -> Join.greatest(a, b, ModelText.LATEST)),
                cases(
                        "the latest summary",
                        TurnArbitraries.summaries().injectNull(0.2),
                        (a, b) -> Join.greatest(a, b, TurnSummary.LATEST)),
                cases("the smallest number", numbers, Join::smallest),
                cases("the largest number", numbers, Join::largest));
    }

    @Provide
    Arbitrary<Case<?>> unions() {
        Arbitrary<LlmCall> calls = TurnArbitraries.calls()
                .map(call -> new LlmCall(
                        "x",
                        call.at(),
                        call.model(),
                        call.promptTokens(),
                        call.completionTokens(),
                        call.maxTokenWindow(),
                        call.subType(),
                        call.retryAfterError()));
        Arbitrary<TreeSet<Integer>> sets =
                Arbitraries.integers().between(0, 3).set().map(TreeSet::new);
        return Arbitraries.oneOf(
                cases("the rows of one call", calls, LlmCall::merge),
                cases("a union of times", sets, (a, b) -> new TreeSet<>(Join.union(a, b))));
    }

    @Property(tries = 2_000)
    void aChoiceObeysTheLaws(@ForAll("choices") Case<?> each) {
        each.assertLaws();
    }

    @Property(tries = 2_000)
    void nothingKnownYieldsToWhateverIsKnown(@ForAll("choices") Case<?> each) {
        each.assertNullIsLeast();
    }

    @Property(tries = 1_000)
    void aUnionObeysTheLaws(@ForAll("unions") Case<?> each) {
        each.assertLaws();
    }

    private static <T> Arbitrary<Case<?>> cases(String name, Arbitrary<T> values, BinaryOperator<T> join) {
        return values.tuple3()
                .<Case<?>>map(three -> new Case<>(name, join, three.get1(), three.get2(), three.get3()))
                .withoutEdgeCases();
    }
}
