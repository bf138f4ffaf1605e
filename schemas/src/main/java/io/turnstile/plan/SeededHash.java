package io.turnstile.plan;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.dynatrace.hash4j.hashing.Hashing;

/**
 * The hash that draws samples and splits: XXH3, 64 bits, of the text's UTF-8 bytes, with the seed. Others can compute it
 * too: {@code xxhash.xxh3_64_intdigest(text, seed)} in Python. Compared as unsigned numbers.
 */
public final class SeededHash {

    private SeededHash() {}

    public static long of(long seed, String text) {
        return Hashing.xxh3_64(seed).hashBytesToLong(text.getBytes(UTF_8));
    }
}
