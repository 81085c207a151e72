// Who deals with whom. Circles are sides, sized by events; lines are dyads, coloured by the class of most of their events.
const { chart, colour, data } = window.deskCharts;
const place = document.getElementById("network-chart");
const found = data("network-data");
const SHORT = ["vc", "mc", "vx", "mx"];
const WORDS = ["in words, cooperative", "in deeds, cooperative", "in words, hostile", "in deeds, hostile"];

function option() {
  const most = Math.max(...found.nodes.map((node) => node.events), 1);
  const busiest = Math.max(...found.dyads.map((dyad) => dyad.events), 1);
  const narrow = place.clientWidth < 500;
  const labelled = new Set(found.nodes.slice(0, narrow ? 8 : 20).map((node) => node.side));
  return {
    tooltip: {
      formatter: (hit) => {
        if (hit.dataType === "edge") {
          const dyad = found.dyads[hit.dataIndex];
          const parts = dyad.counts.map((count, n) => (count ? `${count} ${WORDS[n]}` : "")).filter(Boolean).join("\n");
          return `${dyad.actor} ${dyad.mutual ? "with" : "to"} ${dyad.recipient}: ${dyad.events}\n${parts}\nmean score ${dyad.score.toFixed(1)}`;
        }
        const node = found.nodes[hit.dataIndex];
        return `${node.name}${node.words !== node.name ? `\n${node.words}` : ""}\n${node.events} events`;
      },
    },
    series: [{
      type: "graph", layout: "force", roam: true, draggable: true, scaleLimit: { min: 0.4, max: 5 }, zoom: 0.72,
      force: { repulsion: 260, edgeLength: [60, 190], gravity: 0.12, layoutAnimation: false, friction: 0.3 },
      emphasis: { focus: "adjacency", lineStyle: { opacity: 1 } },
      edgeSymbol: ["none", "arrow"], edgeSymbolSize: 7,
      labelLayout: { hideOverlap: true },
      label: { position: "right", color: colour("ink"), fontSize: narrow ? 11 : 12, width: narrow ? 80 : 140, overflow: "truncate" },
      data: found.nodes.map((node) => ({
        id: node.side, name: node.name, value: node.events,
        symbolSize: 8 + 30 * Math.sqrt(node.events / most),
        itemStyle: { color: colour("paper-raised"), borderColor: colour("ink"), borderWidth: 1.5 },
        label: { show: labelled.has(node.side), formatter: node.side === node.name ? node.name : `${node.name} (${node.side})` },
      })),
      links: found.dyads.map((dyad) => {
        const class_ = SHORT[dyad.counts.indexOf(Math.max(...dyad.counts))];
        return {
          source: dyad.actor, target: dyad.recipient, symbol: dyad.mutual ? ["none", "none"] : ["none", "arrow"],
          lineStyle: { color: colour(class_), width: 1 + 7 * (dyad.events / busiest), opacity: 0.75, curveness: dyad.mutual ? 0 : 0.15, type: class_[0] === "v" ? "solid" : "solid" },
        };
      }),
    }],
  };
}

if (place && found) {
  const { made } = chart(place, option);
  made.on("click", (hit) => {
    if (hit.dataType === "edge") window.deskBehind(found.dyads[hit.dataIndex].behind);
    else window.location.href = `/actors/${encodeURIComponent(found.nodes[hit.dataIndex].key)}`;
  });
}
