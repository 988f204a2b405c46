package io.sluice.engine.flow;

import java.util.regex.Matcher;

/**
 * A text that lets itself be read so many times and no more. A regular expression with several
 * wildcards reads a text as often as its length to the power of their number.
 */
final class BoundedText implements CharSequence {

  private static final int MOST_READS = 1_000_000;

  private final String text;
  private int reads;

  BoundedText(String text) {
    this.text = text;
  }

  /** Whether the whole text matches; one that takes too many reads does not. */
  static boolean isMatch(Matcher matcher) {
    try {
      return matcher.matches();
    } catch (ReadTooOftenException e) {
      return false;
    }
  }

  @Override
  public char charAt(int index) {
    reads++;
    if (reads > MOST_READS) {
      throw new ReadTooOftenException();
    }
    return text.charAt(index);
  }

  @Override
  public int length() {
    return text.length();
  }

  @Override
  public CharSequence subSequence(int start, int end) {
    return text.subSequence(start, end);
  }

  @Override
  public String toString() {
    return text;
  }

  private static final class ReadTooOftenException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ReadTooOftenException() {
      super("", null, false, false);
    }
  }
}
