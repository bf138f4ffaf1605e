package io.turnstile.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CloseStackTest {

    private final List<String> closed = new ArrayList<>();

    @Test
    void everythingIsClosedOnceAndLastOpenedFirstThoughOneFails() {
        var stack = CloseStack.open(true);
        stack.add(() -> closed.add("first"));
        stack.add(() -> {
            closed.add("second");
            throw new IllegalStateException("the expected failure of a close");
        });
        stack.add(() -> closed.add("third"));

        stack.close();
        stack.close();

        assertThat(closed).containsExactly("third", "second", "first");
    }

    @Test
    void whatComesAfterTheCloseIsClosedAndRefused() {
        var stack = CloseStack.open(false);
        stack.close();

        assertThatThrownBy(() -> stack.add(() -> closed.add("late"))).isInstanceOf(EmbeddedStartException.class);
        assertThat(closed).containsExactly("late");
    }
}
