// The map: towns and spots as points that are drawn together where they would touch; countries as areas; a slider of time.
const { chart, colour, data, echarts, feature } = window.deskCharts;
const place = document.getElementById("map-chart");
const found = data("map-data");
const SHORT = ["vc", "mc", "vx", "mx"];
const WORDS = ["cooperation in words", "cooperation in deeds", "conflict in words", "conflict in deeds"];
const NEAR = 26; // pixels within which points are drawn as one
let step = 0; // 0: all time, else the step's number from 1 on
let zoom = 1;

const sum = (counts) => counts.reduce((total, count) => total + count, 0);
const leading = (counts) => SHORT[counts.indexOf(Math.max(...counts))];
const said = (counts) => counts.map((count, n) => (count ? `${count} ${WORDS[n]}` : "")).filter(Boolean).join("\n");
const countsOf = (one) => (step === 0 ? one.counts : one.steps[step - 1]);
const sizeOf = (one) => (step === 0 ? one.size : one.sizes[step - 1]) ?? 0;
const bySize = found?.sizeBy !== "number of events";
// The scale is that of all time, so that a point that grows while time goes on has grown.
const mostEver = found ? Math.max(...found.places.map((one) => (bySize ? one.size ?? 0 : 0)), 1) : 1;

// Numbers stand dark on the light colours and light on the dark ones.
function onQuad(short) {
  const [r, g, b] = (colour(short).match(/[0-9a-f]{2}/gi) ?? []).map((part) => parseInt(part, 16));
  return 0.299 * r + 0.587 * g + 0.114 * b > 140 ? "#211e19" : "#ffffff";
}

function visible() {
  return found.places.map((one) => ({ ...one, now: countsOf(one) })).filter((one) => one.now && sum(one.now));
}

// Places that would touch at this zoom, as one: the largest first takes in its neighbours.
function clustered(made) {
  const clusters = [];
  for (const one of visible().sort((a, b) => sum(b.now) - sum(a.now))) {
    let at;
    try { at = made.convertToPixel("geo", [one.lon, one.lat]); } catch { at = null; }
    const near = at && clusters.find((c) => c.at && Math.hypot(c.at[0] - at[0], c.at[1] - at[1]) < NEAR);
    if (near) {
      near.places.push(one);
      near.counts = near.counts.map((count, n) => count + one.now[n]);
      near.size = Math.max(near.size, sizeOf(one));
    } else clusters.push({ at, lon: one.lon, lat: one.lat, places: [one], counts: [...one.now], size: sizeOf(one) });
  }
  return clusters;
}

function option(made) {
  const clusters = made ? clustered(made) : [];
  const value = (c) => (bySize ? c.size : sum(c.counts));
  const most = bySize ? mostEver : Math.max(...clusters.map(value), 1);
  const narrow = place.clientWidth < 500;
  const areas = found.countries.map((one) => ({ ...one, now: countsOf(one) })).filter((one) => one.now && sum(one.now));
  return {
    tooltip: {
      formatter: (hit) => {
        if (hit.seriesType === "scatter") {
          const c = hit.data.cluster;
          const head = c.places.length === 1 ? c.places[0].name : `${c.places[0].name} and ${c.places.length - 1} more near it`;
          return `${head}\n${sum(c.counts)} events\n${said(c.counts)}${bySize && c.size ? `\n${found.sizeBy}: ${c.size}` : ""}`;
        }
        const area = areas.find((one) => one.name === hit.name);
        return area ? `${area.name}: known no closer than the country or a region\n${sum(area.now)} events\n${said(area.now)}` : hit.name;
      },
    },
    geo: {
      map: "world", roam: true, scaleLimit: { min: 1, max: 40 }, zoom, silent: false, selectedMode: false,
      itemStyle: { areaColor: colour("paper-sunk"), borderColor: colour("rule-strong"), borderWidth: 0.5 },
      emphasis: { label: { show: false }, itemStyle: { areaColor: colour("accent-soft") } },
      regions: areas.map((one) => ({ name: one.name, itemStyle: { areaColor: colour(leading(one.now)), opacity: 0.45 }, emphasis: { itemStyle: { areaColor: colour(leading(one.now)), opacity: 0.7 } } })),
    },
    series: [{
      type: "scatter", coordinateSystem: "geo", geoIndex: 0,
      data: clusters.map((c) => ({
        value: [c.lon, c.lat, value(c)], cluster: c,
        symbol: leading(c.counts).endsWith("x") ? "diamond" : "circle",
        symbolSize: (narrow ? 7 : 9) + (narrow ? 15 : 24) * Math.sqrt(value(c) / most),
        itemStyle: { color: colour(leading(c.counts)), borderColor: colour("paper"), borderWidth: 1, opacity: 0.9 },
        label: { show: c.places.length > 1 && !narrow, formatter: String(c.places.length), color: onQuad(leading(c.counts)), fontSize: 11, fontWeight: 600 },
      })),
    }],
  };
}

// Rings that cross the 180th meridian go on beyond it, instead of back across the whole map.
function unwrap(geometry) {
  const polygons = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
  for (const ring of polygons.flat()) {
    if (!ring.some((point, n) => n && Math.abs(point[0] - ring[n - 1][0]) > 180)) continue;
    for (const point of ring) if (point[0] < 0) point[0] += 360;
  }
}

// The outermost corners of a country's largest part.
function corners(geometry) {
  const rings = (geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates).map((polygon) => polygon[0]);
  const size = (ring) => (Math.max(...ring.map((p) => p[0])) - Math.min(...ring.map((p) => p[0]))) * (Math.max(...ring.map((p) => p[1])) - Math.min(...ring.map((p) => p[1])));
  const main = rings.reduce((best, ring) => (size(ring) > size(best) ? ring : best));
  const lons = main.map((p) => p[0]), lats = main.map((p) => p[1]);
  return [[Math.min(...lons), Math.min(...lats)], [Math.max(...lons), Math.max(...lats)]];
}

async function start() {
  const answer = await fetch(found.world);
  const topology = await answer.json();
  const names = new Map(found.countries.map((one) => [one.code, one.name]));
  const world = feature(topology, topology.objects.countries);
  // A polygon goes by the name that the record has for its country; those without a code are known by their names. Two
  // polygons may go by one name (Somalia and Somaliland): they take one colour, because the record tells them not apart.
  for (const one of world.features) {
    const code = found.polygons[one.id] ?? found.polygons[one.properties.name];
    if (code && names.has(code)) one.properties.name = names.get(code);
  }
  for (const one of world.features) unwrap(one.geometry);
  echarts.registerMap("world", world);
  let made;
  let centre;
  const shown = chart(place, () => option(made), "canvas");
  made = shown.made;
  fit();
  shown.draw();
  shown.draw(); // positions in pixels are known only once the map is drawn
  const within = (address) => (step === 0 ? address : `${address}&within=${found.steps[step - 1].within}`);
  let waiting;
  made.on("georoam", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => redraw(), 60);
  });
  made.on("click", (hit) => {
    if (hit.seriesType === "scatter") {
      const places = hit.data.cluster.places;
      if (places.length === 1) window.deskBehind(within(places[0].behind));
      else zoomTo(hit.data.cluster);
    } else {
      const area = found.countries.find((one) => one.name === hit.name);
      if (area) window.deskBehind(within(area.behind));
    }
  });
  // The view that holds all places and the main parts of the countries that are coloured.
  function fit() {
    const around = visible().map((one) => [one.lon, one.lat]);
    const coloured = new Set(found.countries.filter((one) => countsOf(one) && sum(countsOf(one))).map((one) => one.name));
    for (const one of world.features) if (coloured.has(one.properties.name)) around.push(...corners(one.geometry));
    if (!around.length) return;
    const lons = around.map((one) => one[0]), lats = around.map((one) => one[1]);
    const width = Math.max(...lons) - Math.min(...lons), height = Math.max(...lats) - Math.min(...lats);
    centre = [(Math.max(...lons) + Math.min(...lons)) / 2, (Math.max(...lats) + Math.min(...lats)) / 2];
    zoom = Math.min(20, 400 / Math.max(width, 2 * height, 20));
    if (zoom < 1.5) { zoom = 1.2; centre = [6, 16]; } // the whole world
  }
  function redraw() {
    const view = made.getOption().geo?.[0];
    if (view) { zoom = view.zoom; centre = view.center ?? centre; }
    apply();
  }
  function apply() {
    const next = option(made);
    next.geo.zoom = zoom;
    if (centre) next.geo.center = centre;
    made.setOption({ geo: next.geo, series: next.series });
  }
  function zoomTo(cluster) {
    centre = [cluster.lon, cluster.lat];
    zoom = Math.min(40, zoom * 3);
    apply(); apply();
  }
  apply(); apply();
  document.addEventListener("desk:theme", () => { apply(); });
  for (const button of document.querySelectorAll("[data-map]")) {
    button.addEventListener("click", () => {
      redraw();
      if (button.dataset.map === "all") fit();
      else zoom = Math.max(1, Math.min(40, zoom * (button.dataset.map === "in" ? 1.6 : 1 / 1.6)));
      apply(); apply();
    });
  }

  const slider = document.getElementById("map-step");
  const name = document.getElementById("map-step-name");
  const play = document.getElementById("map-play");
  function show(at) {
    step = at;
    slider.value = String(at);
    name.textContent = at === 0 ? "All time" : found.steps[at - 1].name;
    slider.setAttribute("aria-valuetext", name.textContent);
    redraw();
  }
  slider?.addEventListener("input", () => show(Number(slider.value)));
  let timer;
  play?.addEventListener("click", () => {
    const on = play.getAttribute("aria-pressed") !== "true";
    play.setAttribute("aria-pressed", String(on));
    play.textContent = on ? "Stop" : "Play";
    clearInterval(timer);
    if (!on) return;
    if (step >= found.steps.length) show(0);
    timer = setInterval(() => {
      if (step >= found.steps.length) play.click();
      else show(step + 1);
    }, 900);
  });
}

if (place && found) start();
