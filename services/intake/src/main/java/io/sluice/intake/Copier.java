package io.sluice.intake;

import io.sluice.engine.artefact.InputFile;
import io.sluice.work.files.FileWords;
import io.sluice.work.store.ArtefactStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Copies files into the store, some at once. */
final class Copier implements AutoCloseable {

  private static final int THREADS = 8;

  private final ArtefactStore store;
  private final ExecutorService threads =
      Executors.newFixedThreadPool(
          THREADS, Thread.ofPlatform().daemon().name("intake-copy-", 0).factory());

  Copier(ArtefactStore store) {
    this.store = store;
  }

  /** What came of copying a file. */
  sealed interface Copy {
    /** It is in the store as it was seen. */
    record Taken(InputFile file) implements Copy {}

    /** It changed meanwhile, and has to be waited for again. */
    record Changed() implements Copy {}

    /** It vanished meanwhile. */
    record Gone() implements Copy {}

    /** It cannot be read. */
    record Unreadable(String cause) implements Copy {}

    /** The store does not take it, which may pass. */
    record NotKept(IOException cause) implements Copy {}
  }

  /** Copies files; the answers have their order. */
  List<Copy> copy(List<InboxFile> files) throws InterruptedException {
    List<Callable<Copy>> tasks = files.stream().<Callable<Copy>>map(it -> () -> copy(it)).toList();
    List<Copy> copies = new ArrayList<>();
    for (Future<Copy> done : threads.invokeAll(tasks)) {
      try {
        copies.add(done.get());
      } catch (ExecutionException e) {
        throw new IllegalStateException(e.getCause());
      }
    }
    return copies;
  }

  private Copy copy(InboxFile file) {
    try {
      Optional<Copy> before = difference(file);
      if (before.isPresent()) {
        return before.get();
      }
      Copy copy = keep(file);
      return copy instanceof Copy.Taken ? difference(file).orElse(copy) : copy;
    } catch (NoSuchFileException e) {
      return new Copy.Gone();
    } catch (IOException e) {
      return new Copy.Unreadable(FileWords.of(e));
    }
  }

  /** What is thrown is the file's trouble; the store's is an answer. */
  private Copy keep(InboxFile file) throws IOException {
    try (InputStream in = Files.newInputStream(file.path())) {
      SourceStream source = new SourceStream(in);
      try {
        return new Copy.Taken(store.take(source, file.place().name()));
      } catch (IOException e) {
        if (source.failure().isPresent()) {
          throw source.failure().get();
        }
        return new Copy.NotKept(e);
      }
    }
  }

  /** How the file differs from what was seen; empty when it does not. */
  private static Optional<Copy> difference(InboxFile file) throws IOException {
    Optional<FileFacts> facts = FileFacts.of(file.path());
    if (facts.isEmpty()) {
      return Optional.of(new Copy.Gone());
    }
    return facts.get().sighting().equals(file.sighting())
        ? Optional.empty()
        : Optional.of(new Copy.Changed());
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
