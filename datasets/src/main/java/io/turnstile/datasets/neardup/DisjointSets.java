package io.turnstile.datasets.neardup;

/** Numbers from 0 in disjoint sets that can be joined. The smallest number of a set stands for it. */
final class DisjointSets {

    private final int[] parents;

    DisjointSets(int size) {
        parents = new int[size];
        for (int i = 0; i < size; i++) {
            parents[i] = i;
        }
    }

    /** The smallest number of the set that a number is in. */
    int smallest(int number) {
        int root = number;
        while (parents[root] != root) {
            parents[root] = parents[parents[root]];
            root = parents[root];
        }
        return root;
    }

    boolean areJoined(int left, int right) {
        return smallest(left) == smallest(right);
    }

    void join(int left, int right) {
        int leftRoot = smallest(left);
        int rightRoot = smallest(right);
        parents[Math.max(leftRoot, rightRoot)] = Math.min(leftRoot, rightRoot);
    }
}
