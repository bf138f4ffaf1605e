package io.turnstile.app;

import io.turnstile.config.Setting;
import io.turnstile.config.Settings;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints every configuration key, its value, and where that comes from. */
@Command(
        name = "config",
        description = "Prints every configuration key with its value, where that comes from, and what it decides.",
        mixinStandardHelpOptions = true)
final class ConfigCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private SettingOptions options;

    @Option(
            names = "--markdown",
            description = "Prints the keys and their defaults as the tables of docs/configuration.md.")
    private boolean markdown;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        if (markdown) {
            out.print(ConfigurationTables.markdown());
        } else {
            print(options.resolve(Map.of(), Map.of()), out);
        }
        out.flush();
        return ExitCode.OK;
    }

    private static void print(Settings settings, PrintWriter out) {
        AllSettings.byComponent().forEach((component, keys) -> {
            out.println("# " + component);
            printKeys(settings, keys, out);
        });
        Set<String> declared = declared();
        settings.keys().stream().filter(key -> !declared.contains(key)).forEach(key -> print(settings, key, out));
    }

    /** The keys that stand with their component; others are of a family, or pass through to Kafka's clients. */
    private static Set<String> declared() {
        return AllSettings.byComponent().values().stream()
                .flatMap(List::stream)
                .map(Setting::key)
                .collect(Collectors.toSet());
    }

    private static void printKeys(Settings settings, List<Setting<?>> keys, PrintWriter out) {
        for (Setting<?> setting : keys) {
            String key = setting.key();
            if (settings.keys().contains(key)) {
                print(settings, key, out);
            } else {
                out.println(key);
            }
            out.println("    " + setting.doc());
        }
        out.println();
    }

    private static void print(Settings settings, String key, PrintWriter out) {
        out.printf("%s = %s    (%s)%n", key, settings.show(key), settings.originOf(key));
    }
}
