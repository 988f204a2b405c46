package io.sluice.engine.plan;

import io.sluice.engine.flow.Check;
import io.sluice.engine.flow.Check.Assertion;
import io.sluice.engine.flow.Check.Severity;
import io.sluice.engine.flow.Column;
import io.sluice.engine.flow.ColumnType.Simple;
import io.sluice.engine.flow.Contract;
import io.sluice.engine.flow.Export;
import io.sluice.engine.flow.Figure;
import io.sluice.engine.flow.Flow;
import io.sluice.engine.flow.Input;
import io.sluice.engine.flow.InputFormat;
import io.sluice.engine.flow.Limits;
import io.sluice.engine.flow.Need;
import io.sluice.engine.flow.Parameter;
import io.sluice.engine.flow.PeriodRule;
import io.sluice.engine.flow.Publication;
import io.sluice.engine.flow.RunRules;
import io.sluice.engine.flow.Stage;
import io.sluice.engine.flow.Trigger;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** One input, one stage, one publication, to be varied a part at a time. */
public final class FlowBuilder {

  private String description = "what was sold";
  private String sql = "select 1";
  private String pool = "default";
  private Limits limits = Limits.DEFAULT;
  private Simple type = Simple.BIGINT;
  private Export export = new Export.Csv("total", ';');

  private PeriodRule period =
      new PeriodRule(PeriodRule.Every.MONTH, PeriodRule.Of.PREVIOUS, ZoneId.of("Europe/Paris"));
  private RunRules rules = RunRules.NONE;
  private List<Trigger> triggers = List.of();
  private String revision = "rev";
  private List<String> inputs = List.of("sales");

  public FlowBuilder revision(String changed) {
    revision = changed;
    return this;
  }

  public FlowBuilder inputs(String... names) {
    inputs = List.of(names);
    return this;
  }

  public FlowBuilder period(PeriodRule changed) {
    period = changed;
    return this;
  }

  public FlowBuilder rules(RunRules changed) {
    rules = changed;
    return this;
  }

  public FlowBuilder triggers(Trigger... changed) {
    triggers = List.of(changed);
    return this;
  }

  public FlowBuilder description(String text) {
    description = text;
    return this;
  }

  public FlowBuilder sql(String text) {
    sql = text;
    return this;
  }

  public FlowBuilder pool(String name) {
    pool = name;
    return this;
  }

  public FlowBuilder limits(Limits changed) {
    limits = changed;
    return this;
  }

  public FlowBuilder column(Simple changed) {
    type = changed;
    return this;
  }

  public FlowBuilder export(Export changed) {
    export = changed;
    return this;
  }

  public Flow build() {
    return new Flow(
        "shop",
        revision,
        description,
        period,
        rules,
        Optional.empty(),
        List.of(
            new Parameter(
                "z", Simple.DOUBLE, Optional.of("2.0"), Optional.of("0"), Optional.of("9"))),
        inputs.stream().map(this::input).toList(),
        triggers,
        List.of(
            new Stage(
                "total",
                List.of(Need.of("sales")),
                "total.sql",
                sql,
                List.of("z"),
                pool,
                true,
                false,
                limits)),
        List.of(new Figure("amount", new Figure.Measure.Rows("total"), "Amount", "EUR")),
        checks(),
        List.of(new Publication("report", export, pool)));
  }

  private Input input(String name) {
    Column column = new Column("id", "id", type, true, Column.Rounding.NONE, Optional.empty());
    Contract contract =
        new Contract(List.of(column), Contract.OtherColumns.IGNORE, Contract.OnBadRow.FAIL, 0);
    return new Input(
        name, List.of("*.csv"), new InputFormat.Csv(',', '"', "UTF-8"), contract, pool);
  }

  private static List<Check> checks() {
    return List.of(
        new Check("key", Severity.ERROR, new Assertion.Unique(Need.of("total"), List.of("id"))),
        new Check("references", Severity.ERROR, new Assertion.References(List.of("amount"))),
        new Check("drift", Severity.WARN, new Assertion.Drift("amount", new BigDecimal("0.30"))));
  }
}
