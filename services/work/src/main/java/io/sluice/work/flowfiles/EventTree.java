package io.sluice.work.flowfiles;

import io.sluice.engine.flow.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;

/**
 * Builds nodes from the events of a YAML parser. What aliases stand for counts each time, so that a
 * small file cannot stand for a huge tree. For one document; not thread-safe.
 */
final class EventTree {

  private static final int MOST_NODES = 50_000;
  private static final int DEEPEST = 32;

  private final Iterator<Event> events;
  private final Map<Anchor, Anchored> anchors = new HashMap<>();
  private int nodes;

  private record Anchored(Node node, int size) {}

  EventTree(Iterator<Event> events) {
    this.events = events;
  }

  /**
   * The only document; an empty file is an absent value.
   *
   * @throws YamlRefusal when there is more than one, or more than a flow may use
   */
  Node document() {
    Node root = new Node.Scalar("", false, 1, 1);
    boolean found = false;
    while (events.hasNext()) {
      Event event = events.next();
      if (event.getEventId() == Event.ID.DocumentStart) {
        if (found) {
          throw new YamlRefusal("the file holds more than one document", event.getStartMark());
        }
        root = node(events.next(), 0);
        found = true;
      }
    }
    return root;
  }

  private Node node(Event event, int depth) {
    int before = nodes;
    count(1, event);
    if (depth > DEEPEST) {
      throw new YamlRefusal("more than %d levels".formatted(DEEPEST), event.getStartMark());
    }
    int line = event.getStartMark().map(Mark::getLine).orElse(0) + 1;
    int column = event.getStartMark().map(Mark::getColumn).orElse(0) + 1;
    Node node =
        switch (event) {
          case AliasEvent alias -> aliased(alias);
          case ScalarEvent scalar ->
              new Node.Scalar(scalar.getValue(), !scalar.isPlain(), line, column);
          case SequenceStartEvent _ -> new Node.Sequence(items(depth + 1), line, column);
          case MappingStartEvent _ -> new Node.Mapping(entries(depth + 1), line, column);
          default -> throw new IllegalStateException("no node begins with " + event);
        };
    anchor(event).ifPresent(name -> anchors.put(name, new Anchored(node, nodes - before)));
    return node;
  }

  private static Optional<Anchor> anchor(Event event) {
    return event instanceof NodeEvent anchored && !(event instanceof AliasEvent)
        ? anchored.getAnchor()
        : Optional.empty();
  }

  private Node aliased(AliasEvent alias) {
    Anchored anchored = anchors.get(alias.getAlias());
    if (anchored == null) {
      throw new YamlRefusal(
          "nothing before has the anchor \"%s\"".formatted(alias.getAlias()), alias.getStartMark());
    }
    count(anchored.size, alias);
    return anchored.node;
  }

  private void count(int size, Event event) {
    nodes += size;
    if (nodes > MOST_NODES) {
      throw new YamlRefusal("more than %d values".formatted(MOST_NODES), event.getStartMark());
    }
  }

  private List<Node> items(int depth) {
    List<Node> items = new ArrayList<>();
    Event event = events.next();
    while (event.getEventId() != Event.ID.SequenceEnd) {
      items.add(node(event, depth));
      event = events.next();
    }
    return items;
  }

  private List<Node.Entry> entries(int depth) {
    List<Node.Entry> entries = new ArrayList<>();
    Event event = events.next();
    while (event.getEventId() != Event.ID.MappingEnd) {
      Optional<Mark> mark = event.getStartMark();
      if (!(node(event, depth) instanceof Node.Scalar key)) {
        throw new YamlRefusal("a key must be a name", mark);
      }
      entries.add(new Node.Entry(key, node(events.next(), depth)));
      event = events.next();
    }
    return entries;
  }
}
