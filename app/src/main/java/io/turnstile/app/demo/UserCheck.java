package io.turnstile.app.demo;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Whether labels tell users apart as the generator does. Nobody knows a hash beforehand, so groups are compared: one
 * user has one hash, and one hash is one user's.
 */
final class UserCheck {

    private final boolean keepsUsers;
    private final Map<String, String> hashes = new HashMap<>();
    private final Map<String, String> names = new HashMap<>();

    /** @param keepsUsers whether users come out as hashes; else none must come out */
    UserCheck(boolean keepsUsers) {
        this.keepsUsers = keepsUsers;
    }

    /**
     * What is wrong with a label's user; empty where nothing is.
     *
     * @param userName whose it is; null where no row told
     * @param userHash whose it came out as; null for nobody's
     */
    Optional<String> difference(String userName, String userHash) {
        boolean isExpected = keepsUsers && userName != null;
        if (isExpected != (userHash != null)) {
            return Optional.of(isExpected ? "user: none came out" : "user: one came out, and there was none");
        }
        if (!isExpected) {
            return Optional.empty();
        }
        if (!userHash.equals(hashes.computeIfAbsent(userName, name -> userHash))) {
            return Optional.of("user: two hashes stand for " + userName);
        }
        String other = names.computeIfAbsent(userHash, hash -> userName);
        return other.equals(userName)
                ? Optional.empty()
                : Optional.of("user: one hash stands for " + other + " and " + userName);
    }
}
