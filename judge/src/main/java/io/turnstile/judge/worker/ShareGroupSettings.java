package io.turnstile.judge.worker;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.common.GroupType;
import org.apache.kafka.common.config.ConfigResource;

/** A share group's settings live in the brokers; every worker sets them at its start. */
final class ShareGroupSettings {

    private ShareGroupSettings() {}

    /** @throws IllegalStateException if the brokers refuse them, or the group is another kind of group */
    static void apply(Admin admin, JudgeConfiguration configuration) {
        var group = new ConfigResource(ConfigResource.Type.GROUP, configuration.group());
        Collection<AlterConfigOp> settings = of(configuration).entrySet().stream()
                .map(setting -> new ConfigEntry(setting.getKey(), setting.getValue()))
                .map(entry -> new AlterConfigOp(entry, AlterConfigOp.OpType.SET))
                .toList();
        try {
            requireShareGroup(admin, configuration.group());
            admin.incrementalAlterConfigs(Map.of(group, List.copyOf(settings)))
                    .all()
                    .get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(
                    "The judge worker cannot start: the brokers refused the settings of share group "
                            + configuration.group() + " (" + e.getCause().getMessage()
                            + "). Check that they are of version 4.3 or later with share groups enabled, the permission"
                            + " ALTER_CONFIGS on the group, and that judge.lock-duration and judge.delivery-limit are"
                            + " within the brokers' bounds.",
                    e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The judge worker was interrupted at its start.", e);
        }
    }

    /** A member would be refused again and again, and only its log would tell. */
    private static void requireShareGroup(Admin admin, String group) throws ExecutionException, InterruptedException {
        for (GroupListing listing : admin.listGroups().all().get()) {
            GroupType type = listing.type().orElse(GroupType.SHARE);
            if (listing.groupId().equals(group) && type != GroupType.SHARE) {
                throw new IllegalStateException("The judge worker cannot start: group " + group + " is a " + type
                        + " group. Give judge.group a name of its own, or delete that group if an earlier version of"
                        + " the judge left it.");
            }
        }
    }

    private static Map<String, String> of(JudgeConfiguration configuration) {
        return Map.of(
                // A new group judges every request; the brokers' default would skip what is there.
                "share.auto.offset.reset",
                "earliest",
                // Requests come in transactions; what was aborted never was.
                "share.isolation.level",
                "read_committed",
                "share.record.lock.duration.ms",
                Long.toString(configuration.lockDuration().toMillis()),
                "share.delivery.count.limit",
                Integer.toString(configuration.deliveryLimit()));
    }
}
