package io.turnstile.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a process listens on, as the Linux kernel tells it: local addresses, ADDRESS:PORT in hexadecimal. */
final class ListeningSockets {

    private static final Path PROC = Path.of("/proc");
    private static final String LISTEN = "0A";
    private static final String LOOPBACK =
            "(0100007F|0000000000000000FFFF00000100007F|00000000000000000000000001000000):.*";

    private ListeningSockets() {}

    static boolean areKnown() {
        return Files.isReadable(PROC.resolve("self/net/tcp"));
    }

    static Set<String> of(long pid) throws IOException {
        var inodes = socketInodes(pid);
        var addresses = new TreeSet<String>();
        for (String table : new String[] {"tcp", "tcp6"}) {
            var file = PROC.resolve("self/net").resolve(table);
            if (Files.isReadable(file)) {
                Files.readAllLines(file).stream()
                        .skip(1)
                        .map(line -> line.strip().split("\\s+"))
                        .filter(fields -> fields[3].equals(LISTEN) && inodes.contains(fields[9]))
                        .forEach(fields -> addresses.add(fields[1]));
            }
        }
        return addresses;
    }

    static boolean isLoopback(String address) {
        return address.matches(LOOPBACK);
    }

    private static Set<String> socketInodes(long pid) throws IOException {
        try (Stream<Path> descriptors = Files.list(PROC.resolve(pid + "/fd"))) {
            return descriptors
                    .map(ListeningSockets::target)
                    .filter(target -> target.startsWith("socket:["))
                    .map(target -> target.replaceAll("\\D", ""))
                    .collect(Collectors.toSet());
        }
    }

    private static String target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException e) {
            return "closed meanwhile";
        }
    }
}
