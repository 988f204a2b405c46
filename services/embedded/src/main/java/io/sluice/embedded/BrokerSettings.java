package io.sluice.embedded;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/** Broker settings for one node on a laptop: quick to start, few threads, little memory. */
final class BrokerSettings {
  static final int NODE_ID = 1;
  static final String CONTROLLER = "CONTROLLER";
  private static final String BROKER = "BROKER";

  private BrokerSettings() {}

  static Properties properties(
      Path data, int port, int controllerPort, Optional<FurtherListener> further) {
    Map<String, String> network = network(port, controllerPort);
    Properties all = new Properties();
    all.putAll(further.map(listener -> listener.with(network)).orElse(network));
    all.putAll(storage(data));
    all.putAll(internalTopics());
    all.putAll(groups());
    all.putAll(threads());
    return all;
  }

  private static Map<String, String> network(int port, int controllerPort) {
    return Map.ofEntries(
        Map.entry("process.roles", "broker,controller"),
        Map.entry("node.id", Integer.toString(NODE_ID)),
        Map.entry("controller.quorum.voters", NODE_ID + "@127.0.0.1:" + controllerPort),
        Map.entry(
            "listeners",
            BROKER + "://127.0.0.1:" + port + "," + CONTROLLER + "://127.0.0.1:" + controllerPort),
        Map.entry("advertised.listeners", BROKER + "://127.0.0.1:" + port),
        Map.entry("inter.broker.listener.name", BROKER),
        Map.entry("controller.listener.names", CONTROLLER),
        Map.entry(
            "listener.security.protocol.map", BROKER + ":PLAINTEXT," + CONTROLLER + ":PLAINTEXT"),
        Map.entry("broker.heartbeat.interval.ms", "500"),
        // After a kill the node may register again only when its old session has ended.
        Map.entry("broker.session.timeout.ms", "3000"),
        Map.entry("controller.quorum.append.linger.ms", "5"));
  }

  private static Map<String, String> storage(Path data) {
    return Map.of(
        "log.dirs", data.toString(),
        "auto.create.topics.enable", "false",
        "default.replication.factor", "1",
        "min.insync.replicas", "1",
        "log.segment.bytes", Integer.toString(64 << 20),
        "log.index.size.max.bytes", Integer.toString(1 << 20),
        "log.cleaner.dedupe.buffer.size", Integer.toString(4 << 20),
        "log.cleaner.io.buffer.size", Integer.toString(128 << 10));
  }

  private static Map<String, String> internalTopics() {
    return Map.ofEntries(
        Map.entry("offsets.topic.replication.factor", "1"),
        Map.entry("offsets.topic.num.partitions", "4"),
        Map.entry("offsets.topic.segment.bytes", Integer.toString(16 << 20)),
        Map.entry("transaction.state.log.replication.factor", "1"),
        Map.entry("transaction.state.log.min.isr", "1"),
        Map.entry("transaction.state.log.num.partitions", "1"),
        Map.entry("transaction.state.log.segment.bytes", Integer.toString(16 << 20)),
        Map.entry("share.coordinator.state.topic.replication.factor", "1"),
        Map.entry("share.coordinator.state.topic.min.isr", "1"),
        Map.entry("share.coordinator.state.topic.num.partitions", "1"),
        Map.entry("share.coordinator.state.topic.segment.bytes", Integer.toString(16 << 20)));
  }

  private static Map<String, String> groups() {
    return Map.ofEntries(
        Map.entry("group.initial.rebalance.delay.ms", "0"),
        Map.entry("group.min.session.timeout.ms", "1000"),
        Map.entry("group.consumer.assignment.interval.ms", "0"),
        Map.entry("group.consumer.min.session.timeout.ms", "6000"),
        Map.entry("group.consumer.min.heartbeat.interval.ms", "500"),
        Map.entry("group.consumer.heartbeat.interval.ms", "1000"),
        Map.entry("group.share.assignors", EveryMemberAssignor.class.getName()),
        Map.entry("group.share.session.timeout.ms", "6000"),
        // A new share group gets its partitions with its second heartbeat.
        Map.entry("group.share.assignment.interval.ms", "0"),
        Map.entry("group.share.min.session.timeout.ms", "6000"),
        Map.entry("group.share.min.heartbeat.interval.ms", "200"),
        Map.entry("group.share.heartbeat.interval.ms", "500"),
        Map.entry("group.share.min.record.lock.duration.ms", "1000"),
        // A group whose first start was cut short gets its work after this time, not after 30 s;
        // the
        // broker takes the longer one of these two.
        Map.entry("group.share.initialize.retry.interval.ms", "2000"),
        Map.entry("offsets.commit.timeout.ms", "2000"),
        Map.entry("group.share.max.size", "1000"));
  }

  private static Map<String, String> threads() {
    return Map.of(
        "num.network.threads", "2",
        "num.io.threads", "4",
        "background.threads", "2",
        "num.recovery.threads.per.data.dir", "1",
        "group.coordinator.threads", "2",
        "group.coordinator.background.threads", "1",
        "log.cleaner.threads", "1");
  }
}
