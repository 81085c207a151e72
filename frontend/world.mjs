// The countries of Natural Earth (1:50 million) as a topology that is small enough to be sent with a page: borders keep
// what a screen shows of them, islets are dropped, and every state stays, however small.
import { quantize } from "topojson-client";

const LEAST_TRIANGLE = 0.01; // square degrees: a corner that makes less of a difference is left out
const LEAST_ISLAND = 0.05; // square degrees: smaller ones are left out unless they are all, or the most, of a country
const LEAST_CORNERS = 4; // that a line keeps between its ends, so that small states keep a shape
const STEPS = 18_000; // of the grid on which corners lie, about 0.02 degrees

// The lines of a topology in degrees.
function decoded({ arcs, transform: { scale, translate } }) {
  return arcs.map((arc) => {
    let x = 0, y = 0;
    return arc.map(([dx, dy]) => [(x += dx) * scale[0] + translate[0], (y += dy) * scale[1] + translate[1]]);
  });
}

const triangle = (a, b, c) => Math.abs((a[0] - c[0]) * (b[1] - a[1]) - (a[0] - b[0]) * (c[1] - a[1])) / 2;

// A line without the corners that make the least difference (after Visvalingam and Whyatt): the least goes first.
function simplified(line) {
  const kept = line.slice();
  while (kept.length > LEAST_CORNERS + 2) {
    let least = LEAST_TRIANGLE, at = -1;
    for (let n = 1; n < kept.length - 1; n += 1) {
      const size = triangle(kept[n - 1], kept[n], kept[n + 1]);
      if (size < least) { least = size; at = n; }
    }
    if (at < 0) break;
    kept.splice(at, 1);
  }
  return kept;
}

function area(ring, lines) {
  const points = ring.flatMap((n) => (n < 0 ? lines[~n].slice().reverse() : lines[n]));
  let twice = 0;
  for (let n = 0; n < points.length; n += 1) {
    const [a, b] = [points[n], points[(n + 1) % points.length]];
    twice += a[0] * b[1] - b[0] * a[1];
  }
  return Math.abs(twice) / 2;
}

// A country without its islets; its largest part always stays.
function withoutIslets(country, lines) {
  if (country.type !== "MultiPolygon") return country;
  const sizes = country.arcs.map((polygon) => area(polygon[0], lines));
  const largest = Math.max(...sizes);
  return { ...country, arcs: country.arcs.filter((_, n) => sizes[n] >= LEAST_ISLAND || sizes[n] === largest) };
}

// The topology with `countries` alone, made small.
export function world(topology) {
  const lines = decoded(topology);
  const countries = topology.objects.countries.geometries
    .filter((country) => country.properties.name !== "Antarctica")
    .map((country) => withoutIslets(country, lines));
  // Only the lines that are still used, by new numbers.
  const numbers = new Map();
  const number = (n) => {
    if (Array.isArray(n)) return n.map(number);
    const line = n < 0 ? ~n : n;
    if (!numbers.has(line)) numbers.set(line, numbers.size);
    return n < 0 ? ~numbers.get(line) : numbers.get(line);
  };
  const geometries = countries.map((country) => ({ ...country, arcs: number(country.arcs) }));
  const arcs = [...numbers.keys()].map((line) => simplified(lines[line]));
  return quantize({ type: "Topology", objects: { countries: { type: "GeometryCollection", geometries } }, arcs }, STEPS);
}
