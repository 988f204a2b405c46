(() => {
  "use strict";
  const lang = document.documentElement.lang || "en";
  const charts = JSON.parse(document.getElementById("charts").textContent);
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const shown = new Map();

  const theme = () => {
    const style = getComputedStyle(document.documentElement);
    const value = (name) => style.getPropertyValue(name).trim();
    return {
      soft: value("--soft"),
      grid: value("--grid"),
      surface: value("--surface"),
      series: value("--series").split(",").map((colour) => colour.trim()),
    };
  };

  const format = (value) =>
    new Intl.NumberFormat(lang, { maximumFractionDigits: 6 }).format(value);

  const shorten = (text, length) =>
    text.length > length ? text.slice(0, length - 1).trimEnd() + "\u2026" : text;

  const axes = (chart, colours) => {
    const category = {
      grid: { display: false },
      border: { color: colours.grid },
      ticks: {
        autoSkip: !chart.lying,
        autoSkipPadding: 14,
        maxRotation: chart.kind === "line" ? 0 : 45,
        callback(value) {
          // lying bars leave half of the plot to their labels
          const room = chart.lying ? Math.floor((this.chart.width / 2 - 20) / 7.4) : 24;
          return shorten(String(this.getLabelForValue(value)), room);
        },
      },
    };
    const number = {
      beginAtZero: chart.kind === "bar",
      grid: { color: colours.grid },
      border: { display: false },
      title: { display: true, text: chart.y },
      ticks: { callback: format, maxTicksLimit: 7 },
    };
    return chart.lying ? { x: number, y: category } : { x: category, y: number };
  };

  const labels = (chart) =>
    chart.kind === "pie"
      ? chart.labels.map((label, i) => shorten(label, 24) + "   " + chart.texts[i])
      : chart.labels;

  const dataset = (chart, colours) => {
    const pie = chart.kind === "pie";
    const slices = chart.values.map((_, i) => colours.series[i % colours.series.length]);
    return {
      label: chart.y,
      data: chart.values,
      backgroundColor: pie ? slices : colours.series[0],
      borderColor: pie ? colours.surface : colours.series[0],
      borderWidth: chart.kind === "bar" ? 0 : 2,
      borderRadius: chart.kind === "bar" ? 3 : 0,
      maxBarThickness: 44,
      pointRadius: chart.values.length > 60 ? 0 : 3,
      tension: 0,
    };
  };

  const options = (chart, colours) => ({
    animation: false,
    responsive: true,
    maintainAspectRatio: false,
    indexAxis: chart.lying ? "y" : "x",
    cutout: "58%",
    scales: chart.kind === "pie" ? {} : axes(chart, colours),
    plugins: {
      legend: {
        display: chart.kind === "pie",
        position: "right",
        labels: { boxWidth: 12, boxHeight: 12, padding: 14 },
      },
      tooltip: {
        callbacks: {
          title: (items) => items.map((item) => chart.labels[item.dataIndex]),
          label: (item) => " " + chart.y + ": " + chart.texts[item.dataIndex],
        },
      },
    },
  });

  const draw = () => {
    const colours = theme();
    Chart.defaults.color = colours.soft;
    Chart.defaults.font.family = getComputedStyle(document.body).fontFamily;
    Chart.defaults.font.size = 13;
    for (const chart of charts) {
      shown.get(chart.id)?.destroy();
      const canvas = document.getElementById(chart.id + "-plot");
      shown.set(
        chart.id,
        new Chart(canvas, {
          type: chart.kind === "pie" ? "doughnut" : chart.kind,
          data: { labels: labels(chart), datasets: [dataset(chart, colours)] },
          options: options(chart, colours),
        }),
      );
    }
  };

  draw();
  dark.addEventListener("change", draw);
})();
