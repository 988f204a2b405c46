package io.sluice.engine.plan;

/** Names of the stages and checks that a flow does not name itself. */
public final class StageNames {

  /** The delivery that puts a publication's files into a folder. */
  public static final String FOLDER = "deliver.folder";

  private static final String PUBLISH = "publish.";
  private static final String CONTRACT = ".contract";

  private StageNames() {}

  /** The stage that writes a publication's file. */
  public static String export(String publication) {
    return PUBLISH + publication;
  }

  /** Whether the stage writes a publication's file. */
  public static boolean isExport(String stage) {
    return stage.startsWith(PUBLISH);
  }

  /** The publication whose file the stage writes. */
  public static String publication(String stage) {
    return stage.substring(PUBLISH.length());
  }

  /** The check that an input keeps its contract. */
  public static String contract(String input) {
    return input + CONTRACT;
  }
}
