package io.turnstile.datasets.router;

import java.net.URL;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** A process that embeds a text. It fails if anything in it wants to open a web address. */
final class EmbedsOnce {

    private EmbedsOnce() {}

    public static void main(String[] arguments) {
        var isOnline = new AtomicBoolean();
        URL.setURLStreamHandlerFactory(protocol -> {
            isOnline.compareAndSet(false, protocol.startsWith("http"));
            return null;
        });
        try (var embedding = new MiniLm(100, (done, all) -> {})) {
            embedding.of(List.of("fix the bug"));
        }
        if (isOnline.get()) {
            throw new IllegalStateException("A web address was opened.");
        }
    }
}
