package io.turnstile.producers.redaction;

import java.util.Locale;
import java.util.Set;

/** Names of accounts and folders that stand for a role and tell nobody's name. They are words of every other text. */
final class RoleNames {

    private static final Set<String> NAMES = Set.of(
            "admin",
            "administrator",
            "agent",
            "all",
            "all users",
            "anonymous",
            "app",
            "azureuser",
            "build",
            "builder",
            "circleci",
            "code",
            "coder",
            "codespace",
            "default",
            "default user",
            "deploy",
            "dev",
            "developer",
            "docker",
            "ec2-user",
            "git",
            "github",
            "gitpod",
            "guest",
            "jenkins",
            "jovyan",
            "linuxbrew",
            "local",
            "localuser",
            "me",
            "name",
            "node",
            "nobody",
            "operator",
            "pi",
            "postgres",
            "public",
            "root",
            "runner",
            "runneradmin",
            "service",
            "shared",
            "system",
            "test",
            "tester",
            "ubuntu",
            "unknown",
            "user",
            "username",
            "user_name",
            "your-name",
            "yourname",
            "yourusername",
            "youruser",
            "your_username",
            "your-username",
            "users",
            "vagrant",
            "vscode",
            "web",
            "work",
            "www",
            "www-data");

    private RoleNames() {}

    static boolean contains(String name) {
        return NAMES.contains(name.toLowerCase(Locale.ROOT));
    }
}
