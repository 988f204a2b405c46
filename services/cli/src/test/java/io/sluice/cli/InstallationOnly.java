package io.sluice.cli;

/** Services of a test that gives an installation and nothing else. */
public interface InstallationOnly extends Services {

  @Override
  default void up(boolean rehearsal) {
    throw new UnsupportedOperationException();
  }

  @Override
  default void rebuild(Target target) {
    throw new UnsupportedOperationException();
  }

  @Override
  default Bench bench() {
    throw new UnsupportedOperationException();
  }
}
