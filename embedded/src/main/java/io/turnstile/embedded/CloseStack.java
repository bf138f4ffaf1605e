package io.turnstile.embedded;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What has been opened so far. Closing closes all of it, last opened first, whatever fails on the way. */
public final class CloseStack implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(CloseStack.class);

    private final Deque<AutoCloseable> resources = new ArrayDeque<>();
    private Thread exitHook;
    private boolean closed;

    private CloseStack() {}

    /** @param closeAtExit whether a shutdown hook closes what is still open when the JVM ends */
    public static CloseStack open(boolean closeAtExit) {
        var stack = new CloseStack();
        if (closeAtExit) {
            stack.exitHook = new Thread(stack::close, "turnstile-embedded-exit");
            Runtime.getRuntime().addShutdownHook(stack.exitHook);
        }
        return stack;
    }

    /** @throws EmbeddedStartException if the stack was closed in the meantime; the resource is then closed as well */
    public synchronized <T extends AutoCloseable> T add(T resource) {
        if (closed) {
            closeOne(resource);
            throw new EmbeddedStartException("The start was given up because this process is ending.");
        }
        resources.push(resource);
        return resource;
    }

    @Override
    public synchronized void close() {
        closed = true;
        while (!resources.isEmpty()) {
            closeOne(resources.pop());
        }
        forgetExitHook();
    }

    private static void closeOne(AutoCloseable resource) {
        try {
            resource.close();
        } catch (Exception e) {
            LOG.warn("event=close.failed resource={}", resource.getClass().getSimpleName(), e);
        }
    }

    private void forgetExitHook() {
        if (exitHook == null || exitHook == Thread.currentThread()) {
            return;
        }
        try {
            Runtime.getRuntime().removeShutdownHook(exitHook);
        } catch (IllegalStateException e) {
            LOG.debug("event=exit-hook.kept reason=already-exiting");
        }
        exitHook = null;
    }
}
