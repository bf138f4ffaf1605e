package io.turnstile.streams;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;

/** A store in memory that notes what is read of it: where each range begins, and each entry that is iterated. */
final class RangeRecorder {

    private final KeyValueStore<Bytes, byte[]> store =
            Stores.inMemoryKeyValueStore("recorded").get();
    private final List<Bytes> rangeStarts = new ArrayList<>();
    private final List<Bytes> iterated = new ArrayList<>();

    /** The store as an index sees it. It refuses every read but ranges. */
    @SuppressWarnings("unchecked")
    KeyValueStore<Bytes, byte[]> store() {
        return (KeyValueStore<Bytes, byte[]>) proxy(KeyValueStore.class, this::call);
    }

    /** Null where a range began at the front of the store. */
    List<Bytes> rangeStarts() {
        return rangeStarts;
    }

    List<Bytes> iterated() {
        return iterated;
    }

    void forget() {
        rangeStarts.clear();
        iterated.clear();
    }

    @SuppressWarnings("unchecked")
    private Object call(Method method, Object[] arguments) throws Throwable {
        return switch (method.getName()) {
            case "put", "delete" -> invoke(store, method, arguments);
            case "range" -> {
                rangeStarts.add((Bytes) arguments[0]);
                var entries = (KeyValueIterator<Bytes, byte[]>) invoke(store, method, arguments);
                yield proxy(KeyValueIterator.class, (step, none) -> note(step, invoke(entries, step, none)));
            }
            default -> throw new UnsupportedOperationException(method.getName());
        };
    }

    private Object note(Method step, Object result) {
        if (step.getName().equals("next")) {
            iterated.add((Bytes) ((org.apache.kafka.streams.KeyValue<?, ?>) result).key);
        }
        return result;
    }

    private interface Call {
        Object of(Method method, Object[] arguments) throws Throwable;
    }

    private static Object proxy(Class<?> type, Call call) {
        return Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> call.of(method, arguments));
    }

    private static Object invoke(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
