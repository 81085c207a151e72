// Who deals with whom. Circles are sides, sized by events; lines are dyads, coloured by the class of most of their events.
// The places are found here, the same for the same data; names stand only where they hide nothing: pointing at a circle
// shows its name and those of its neighbours, and the tables hold all.
const { chart, colour, data } = window.deskCharts;
const place = document.getElementById("network-chart");
const found = data("network-data");
const SHORT = ["vc", "mc", "vx", "mx"];
const WORDS = ["in words, cooperative", "in deeds, cooperative", "in words, hostile", "in deeds, hostile"];
const EDGE = 28; // pixels that stay free around the drawing
const ROUNDS = 400;
const most = found ? Math.max(...found.nodes.map((node) => node.events), 1) : 1;
const isNarrow = () => place.clientWidth < 500;
const radius = (node) => (isNarrow() ? 3 + 9 * Math.sqrt(node.events / most) : 4 + 14 * Math.sqrt(node.events / most));

// Places in a box of one by one: linked sides draw each other, all push each other apart, and parts that have nothing to
// do with each other are held together by a pull to the middle.
function placed(nodes, dyads, wide) {
  const at = new Map(nodes.map((node, n) => [node.side, n]));
  const ease = Math.sqrt(1 / Math.max(nodes.length, 1));
  const xs = nodes.map((_, n) => 0.5 + 0.4 * Math.sqrt((n + 0.5) / nodes.length) * Math.cos(2.39996 * n));
  const ys = nodes.map((_, n) => 0.5 + 0.4 * Math.sqrt((n + 0.5) / nodes.length) * Math.sin(2.39996 * n));
  const links = dyads.map((dyad) => [at.get(dyad.actor), at.get(dyad.recipient)]).filter(([a, b]) => a !== undefined && b !== undefined);
  for (let round = 0; round < ROUNDS; round += 1) {
    const dx = nodes.map((_, n) => (0.5 - xs[n]) * 0.9 * ease), dy = nodes.map((_, n) => (0.5 - ys[n]) * 0.9 * ease * wide);
    for (let a = 0; a < nodes.length; a += 1) {
      for (let b = a + 1; b < nodes.length; b += 1) {
        const x = xs[a] - xs[b], y = ys[a] - ys[b], apart = Math.max(Math.hypot(x, y), 0.005);
        const push = (0.35 * ease * ease) / (apart * apart);
        dx[a] += x * push; dy[a] += y * push; dx[b] -= x * push; dy[b] -= y * push;
      }
    }
    for (const [a, b] of links) {
      const x = xs[a] - xs[b], y = ys[a] - ys[b], pull = Math.hypot(x, y) / (2.4 * ease);
      dx[a] -= x * pull; dy[a] -= y * pull; dx[b] += x * pull; dy[b] += y * pull;
    }
    const step = 0.06 * (1 - round / ROUNDS) + 0.001;
    for (let n = 0; n < nodes.length; n += 1) {
      const far = Math.max(Math.hypot(dx[n], dy[n]), 1e-9), go = Math.min(far, step) / far;
      xs[n] += dx[n] * go; ys[n] += dy[n] * go;
    }
  }
  const span = (values) => [Math.min(...values), Math.max(...values)];
  const [left, right] = span(xs), [top, bottom] = span(ys);
  return nodes.map((_, n) => [(xs[n] - left) / (right - left || 1), (ys[n] - top) / (bottom - top || 1)]);
}

// In pixels: circles keep a distance from each other and from the edge.
function apart(nodes, points, width, height) {
  for (let round = 0; round < 60; round += 1) {
    let moved = false;
    for (let a = 0; a < nodes.length; a += 1) {
      for (let b = a + 1; b < nodes.length; b += 1) {
        const x = points[a][0] - points[b][0], y = points[a][1] - points[b][1], far = Math.max(Math.hypot(x, y), 0.1);
        const lacks = radius(nodes[a]) + radius(nodes[b]) + (isNarrow() ? 7 : 22) - far;
        if (lacks <= 0) continue;
        moved = true;
        const dx = ((x || 0.1 * (a - b)) / far) * lacks * 0.5, dy = (y / far) * lacks * 0.5;
        points[a][0] += dx; points[a][1] += dy; points[b][0] -= dx; points[b][1] -= dy;
      }
    }
    for (const point of points) {
      point[0] = Math.min(Math.max(point[0], EDGE), width - EDGE);
      point[1] = Math.min(Math.max(point[1], EDGE), height - EDGE);
    }
    if (!moved) break;
  }
  return points;
}

const pen = document.createElement("canvas").getContext("2d");
const nameOf = (node) => (node.side === node.name ? node.name : `${node.name} (${node.side})`);
const clipped = (name, longest) => (name.length > longest ? `${name.slice(0, longest - 1).trimEnd()}…` : name);

// Of each node on which side its name stands, or that it has no room: the larger first.
function named(nodes, points, size, longest, width, height) {
  pen.font = `${size}px ${getComputedStyle(document.body).fontFamily}`;
  const boxes = nodes.map((node, n) => [points[n][0] - radius(node), points[n][1] - radius(node), points[n][0] + radius(node), points[n][1] + radius(node)]);
  const meets = (one, own) => boxes.some((other, m) => m !== own && one[0] < other[2] && one[2] > other[0] && one[1] < other[3] && one[3] > other[1]);
  const sides = new Map();
  for (const [node, n] of nodes.map((node, n) => [node, n]).sort((a, b) => b[0].events - a[0].events)) {
    const h = size + 3, r = radius(node) + 4, d = radius(node) * 0.7 + 4, [x, y] = points[n];
    // A name that finds no room is tried shorter, and without its side.
    for (const name of [clipped(nameOf(node), longest), clipped(node.name, 18), clipped(node.side, 12)]) {
      const w = pen.measureText(name).width + 4;
      const where = {
        right: [x + r, y - h / 2], left: [x - r - w, y - h / 2], bottom: [x - w / 2, y + r], top: [x - w / 2, y - r - h],
        lowerRight: [x + d, y + d - 2], upperRight: [x + d, y - d - h + 2], lowerLeft: [x - d - w, y + d - 2], upperLeft: [x - d - w, y - d - h + 2],
      };
      const [side, corner] = Object.entries(where).find(([, [left, top]]) => {
        const box = [left, top, left + w, top + h];
        return box[0] >= 2 && box[2] <= width - 2 && box[1] >= 2 && box[3] <= height - 2 && !meets(box, n);
      }) ?? [];
      if (!side) continue;
      boxes.push([corner[0], corner[1], corner[0] + w, corner[1] + h]);
      // The library takes a place from the upper left corner of the circle's box.
      sides.set(node.side, { name, position: /[A-Z]/.test(side) ? [corner[0] - x + radius(node), corner[1] - y + radius(node)] : side });
      break;
    }
  }
  return sides;
}

// The library stretches the places to a box; this is the box in which they stay where they are.
function around(points, width, height) {
  const xs = points.map((point) => point[0]), ys = points.map((point) => point[1]);
  return { left: Math.min(...xs), top: Math.min(...ys), right: width - Math.max(...xs), bottom: height - Math.max(...ys), preserveAspect: false };
}

function option() {
  const busiest = Math.max(...found.dyads.map((dyad) => dyad.events), 1);
  const width = place.clientWidth, height = place.clientHeight, narrow = isNarrow();
  const size = narrow ? 11 : 12, longest = narrow ? 18 : 30;
  const inBox = placed(found.nodes, found.dyads, width / height).map(([x, y]) => [EDGE + x * (width - 2 * EDGE), EDGE + y * (height - 2 * EDGE)]);
  const points = apart(found.nodes, inBox, width, height);
  const sides = named(found.nodes, points, size, longest, width, height);
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
      type: "graph", layout: "none", roam: true, scaleLimit: { min: 0.6, max: 6 },
      ...around(points, width, height),
      emphasis: { focus: "adjacency", lineStyle: { opacity: 1 }, label: { show: true, fontWeight: 600, textBorderColor: colour("paper-raised"), textBorderWidth: 3 } },
      blur: { label: { opacity: 0.25 } },
      edgeSymbol: ["none", "arrow"], edgeSymbolSize: 7,
      label: { position: "right", distance: 4, color: colour("ink"), fontSize: size, textBorderColor: colour("paper-raised"), textBorderWidth: 2 },
      data: found.nodes.map((node, n) => ({
        id: node.side, name: node.name, value: node.events, x: points[n][0], y: points[n][1],
        symbolSize: 2 * radius(node),
        itemStyle: { color: colour("paper-raised"), borderColor: colour("ink"), borderWidth: 1.5 },
        label: { show: sides.has(node.side), position: sides.get(node.side)?.position ?? "right", formatter: sides.get(node.side)?.name ?? nameOf(node) },
        emphasis: { label: { formatter: nameOf(node) } },
      })),
      links: found.dyads.map((dyad) => ({
        source: dyad.actor, target: dyad.recipient, symbol: dyad.mutual ? ["none", "none"] : ["none", "arrow"],
        lineStyle: {
          color: colour(SHORT[dyad.counts.indexOf(Math.max(...dyad.counts))]), width: 1 + 7 * (dyad.events / busiest),
          opacity: 0.75, curveness: dyad.mutual ? 0 : 0.15,
        },
      })),
    }],
  };
}

if (place && found) {
  const { made, draw } = chart(place, option);
  made.on("click", (hit) => {
    if (hit.dataType === "edge") window.deskBehind(found.dyads[hit.dataIndex].behind);
    else window.location.href = `/actors/${encodeURIComponent(found.nodes[hit.dataIndex].key)}`;
  });
  let waiting;
  window.addEventListener("resize", () => { clearTimeout(waiting); waiting = setTimeout(draw, 200); });
}
