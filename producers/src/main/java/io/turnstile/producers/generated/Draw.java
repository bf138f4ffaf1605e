package io.turnstile.producers.generated;

import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;

/** A stream of random draws that is the same on every platform. */
final class Draw {

    private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;

    private final SplittableRandom random;

    private Draw(SplittableRandom random) {
        this.random = random;
    }

    static Draw from(long seed) {
        return new Draw(new SplittableRandom(mix(seed)));
    }

    /** The draws of one of many streams; no stream depends on how many there are. */
    static Draw from(long seed, long stream) {
        return from(mix(seed) + stream * GOLDEN_GAMMA);
    }

    boolean chance(double share) {
        return random.nextDouble() < share;
    }

    double unit() {
        return random.nextDouble();
    }

    /** Both ends may be drawn. */
    int between(int least, int most) {
        return least + random.nextInt(most - least + 1);
    }

    /** Both ends may be drawn. */
    long between(long least, long most) {
        return least + random.nextLong(most - least + 1);
    }

    <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    /** The index of a weight, as likely as the weight is heavy. */
    int weighted(List<Double> weights) {
        double left = random.nextDouble()
                * weights.stream().mapToDouble(Double::doubleValue).sum();
        for (int i = 0; i < weights.size() - 1; i++) {
            left -= weights.get(i);
            if (left < 0) {
                return i;
            }
        }
        return weights.size() - 1;
    }

    long seed() {
        return random.nextLong();
    }

    /** An id in the form that clients give theirs. */
    String id() {
        return new UUID(random.nextLong(), random.nextLong()).toString();
    }

    /** Stafford's variant 13 of the MurmurHash3 finaliser: near seeds give far streams. */
    private static long mix(long value) {
        long mixed = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
        return mixed ^ (mixed >>> 31);
    }
}
