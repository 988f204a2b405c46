package io.sluice.wire.streams;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** A store on the heap, of which a crash may keep a beginning alone. */
final class Rows implements KeyValueStore<String, byte[]> {

  private final TreeMap<String, byte[]> rows = new TreeMap<>();
  private int left = Integer.MAX_VALUE;

  /** The process is killed at the next row after so many. */
  void endAfter(int puts) {
    left = puts;
  }

  /** The process was started again. */
  void goOn() {
    left = Integer.MAX_VALUE;
  }

  /** The end of the process. */
  static final class Killed extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  @Override
  public void put(String key, byte[] value) {
    if (left-- <= 0) {
      throw new Killed();
    }
    rows.put(key, value);
  }

  @Override
  public byte[] putIfAbsent(String key, byte[] value) {
    byte[] known = get(key);
    if (known == null) {
      put(key, value);
    }
    return known;
  }

  @Override
  public void putAll(List<KeyValue<String, byte[]>> entries) {
    entries.forEach(entry -> put(entry.key, entry.value));
  }

  @Override
  public byte[] delete(String key) {
    return rows.remove(key);
  }

  @Override
  public byte[] get(String key) {
    return rows.get(key);
  }

  @Override
  public KeyValueIterator<String, byte[]> range(String from, String to) {
    return new Rest(rows.subMap(from, true, to, true));
  }

  @Override
  public KeyValueIterator<String, byte[]> all() {
    return new Rest(rows);
  }

  @Override
  public <S extends Serializer<P>, P> KeyValueIterator<String, byte[]> prefixScan(
      P prefix, S serializer) {
    return new Rest(rows.subMap(prefix.toString(), prefix + "\uffff"));
  }

  @Override
  public long approximateNumEntries() {
    return rows.size();
  }

  @Override
  public String name() {
    return "rows";
  }

  @Override
  public void init(StateStoreContext context, StateStore root) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {
    rows.clear();
  }

  @Override
  public boolean persistent() {
    return false;
  }

  @Override
  public boolean isOpen() {
    return true;
  }

  private static final class Rest implements KeyValueIterator<String, byte[]> {
    private final Iterator<Map.Entry<String, byte[]>> rest;

    private Rest(SortedMap<String, byte[]> found) {
      rest = new TreeMap<>(found).entrySet().iterator();
    }

    @Override
    public boolean hasNext() {
      return rest.hasNext();
    }

    @Override
    public KeyValue<String, byte[]> next() {
      Map.Entry<String, byte[]> next = rest.next();
      return KeyValue.pair(next.getKey(), next.getValue());
    }

    @Override
    public String peekNextKey() {
      throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
  }
}
