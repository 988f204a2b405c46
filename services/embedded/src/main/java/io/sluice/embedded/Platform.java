package io.sluice.embedded;

/** A broker and a schema registry that services can work over, in this process or elsewhere. */
public interface Platform extends AutoCloseable {

  /** The broker's address, as {@code bootstrap.servers} wants it. */
  String bootstrapServers();

  /** The registry's address, as {@code schema.registry.url} wants it. */
  String registryUrl();

  /** What the names of topics, groups and applications begin with there. */
  String installation();

  /**
   * Whether the broker gives each member of a share group all partitions, as {@link
   * EveryMemberAssignor} does. Where it does not, a group is to have one topic.
   */
  boolean givesMembersAllPartitions();

  /** Lets go of it. */
  @Override
  void close();
}
