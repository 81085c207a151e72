// The series as stacked bars, with the reports read as a line, the score below, and acts on agreements as marks.
const { chart, colour, data } = window.deskCharts;
const place = document.getElementById("time-chart");
const found = data("time-data");
const QUADS = [
  ["verbal cooperation", "Cooperation in words", "vc"], ["material cooperation", "Cooperation in deeds", "mc"],
  ["verbal conflict", "Conflict in words", "vx"], ["material conflict", "Conflict in deeds", "mx"],
];

// The beginning of a bar as an axis says it: "Apr 2018", "5 Apr 2018", "2018".
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
function dayWords(day) {
  const [year, month, of] = String(day).split("-");
  if (found.by === "year") return year;
  return `${found.by === "month" ? "" : `${Number(of)} `}${MONTHS[Number(month) - 1]} ${year}`;
}

// The bar that a day lies in.
function barOf(day) {
  let at = found.starts.length - 1;
  while (at > 0 && found.starts[at] > day) at -= 1;
  return found.starts[at];
}

function option() {
  const most = Math.max(...found.starts.map((_, n) => found.counts.reduce((sum, counts) => sum + counts[n], 0)), 1);
  const marks = found.marks.map((mark) => ({
    name: `${mark.name}: ${mark.act}, ${mark.date}`, coord: [barOf(mark.date), 0],
    symbol: /violated|suspended|ended|withdrawn/.test(mark.act) ? "diamond" : "circle",
    itemStyle: { color: /violated|suspended|ended|withdrawn/.test(mark.act) ? colour("mx") : colour("mark-agreement"), borderColor: colour("paper"), borderWidth: 1 },
  }));
  const narrow = place.clientWidth < 500, zoomed = found.starts.length > 60;
  const left = narrow ? 34 : 56;
  const axis = { axisLine: { lineStyle: { color: colour("rule-strong") } }, axisLabel: { color: colour("ink-soft") }, splitLine: { lineStyle: { color: colour("rule") } } };
  return {
    grid: [{ left, right: left, top: 34, height: "55%" }, { left, right: left, top: "74%", bottom: zoomed ? 56 : 32 }],
    tooltip: { trigger: "axis", axisPointer: { type: "shadow" } },
    axisPointer: { link: [{ xAxisIndex: "all" }] },
    xAxis: [
      { type: "category", data: found.starts, gridIndex: 0, ...axis, axisLabel: { ...axis.axisLabel, show: false }, axisTick: { show: false } },
      { type: "category", data: found.starts, gridIndex: 1, ...axis, position: "bottom", axisLabel: { ...axis.axisLabel, hideOverlap: true, formatter: dayWords } },
    ],
    yAxis: [
      { type: "value", name: "events", gridIndex: 0, minInterval: 1, nameTextStyle: { color: colour("ink-soft") }, ...axis },
      { type: "value", name: "reports", gridIndex: 0, minInterval: 1, nameTextStyle: { color: colour("ink-soft") }, ...axis, splitLine: { show: false } },
      { type: "value", name: "score", gridIndex: 1, min: -10, max: 10, interval: 10, nameTextStyle: { color: colour("ink-soft") }, ...axis },
    ],
    dataZoom: zoomed ? [
      { type: "inside", xAxisIndex: [0, 1] },
      { type: "slider", xAxisIndex: [0, 1], height: 18, bottom: 4, borderColor: colour("rule"), fillerColor: colour("accent-soft"), textStyle: { color: colour("ink-soft") }, brushSelect: false, showDataShadow: false },
    ] : [],
    series: [
      ...QUADS.map(([key, name, short], n) => ({
        name, type: "bar", stack: "events", data: found.counts[n], itemStyle: { color: colour(short) }, barCategoryGap: "12%",
        emphasis: { focus: "none" }, quad: key,
        ...(n === 0 && marks.length ? { markPoint: { data: marks, symbolSize: 11, symbolOffset: [0, 8], label: { show: false }, tooltip: { formatter: (hit) => hit.name } } } : {}),
      })),
      { name: "Reports read", type: "line", yAxisIndex: 1, data: found.reports, showSymbol: false, step: "middle", lineStyle: { color: colour("rule-strong"), width: 1.5 }, itemStyle: { color: colour("rule-strong") }, z: 1 },
      { name: "Score", type: "line", xAxisIndex: 1, yAxisIndex: 2, data: found.score, connectNulls: false, symbolSize: 4, lineStyle: { color: colour("accent"), width: 1.5 }, itemStyle: { color: colour("accent") } },
    ],
    aria: { enabled: true, decal: { show: false }, label: { description: `Events over time in ${found.starts.length} periods, at most ${most} in one. The table below holds all numbers.` } },
  };
}

if (place && found) {
  const { made } = chart(place, option);
  made.on("click", (hit) => {
    if (hit.componentType === "markPoint") return;
    const within = found.within[hit.dataIndex];
    const quad = QUADS[hit.seriesIndex]?.[0];
    window.deskBehind(`${found.behind}&within=${within}${quad ? `&quad=${quad.replace(" ", "+")}` : ""}`);
  });
}
