// Bundles what the desk's pages load: `node build.mjs OUT`. Each page takes only the bundles that it needs.
import { build } from "esbuild";
import { brotliCompressSync, constants } from "node:zlib";
import { mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { world } from "./world.mjs";

const out = process.argv[2];
if (!out) {
  console.error("usage: node build.mjs OUT");
  process.exit(2);
}
rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });

// Entry points are the files of src/: desk.js is on every page, the others where they are used.
const entries = readdirSync("src").filter((name) => /\.(js|css)$/.test(name));
const result = await build({
  entryPoints: entries.map((name) => join("src", name)),
  outdir: out,
  bundle: true,
  minify: true,
  format: "iife",
  target: ["es2021"],
  charset: "utf8",
  legalComments: "none",
  loader: { ".woff2": "file" },
  assetNames: "[name]",
  metafile: true,
  logLevel: "warning",
});

// The borders of the map, drawn no finer than a screen shows them.
writeFileSync(join(out, "world.json"), JSON.stringify(world(JSON.parse(readFileSync("node_modules/world-atlas/countries-50m.json", "utf8")))));

// The licences of all that went in.
const used = new Set(["world-atlas"]);
for (const input of Object.keys(result.metafile.inputs)) {
  const found = input.match(/node_modules\/((?:@[^/]+\/)?[^/]+)\//);
  if (found) used.add(found[1]);
}
const parts = [...used].sort().map((name) => {
  const home = join("node_modules", name);
  const about = JSON.parse(readFileSync(join(home, "package.json"), "utf8"));
  const texts = readdirSync(home)
    .filter((file) => /^(licen[cs]e|notice)/i.test(file) && statSync(join(home, file)).isFile())
    .sort()
    .map((file) => readFileSync(join(home, file), "utf8").trim());
  return `${name} ${about.version} (${about.license})\n${"=".repeat(72)}\n\n${texts.join("\n\n")}\n`;
});
writeFileSync(join(out, "LICENCES.txt"), "The desk's pages load these, each under its own licence.\n\n" + parts.join("\n\n"));

// Packed here as small as can be, once, and not by each desk that starts.
for (const name of readdirSync(out).filter((file) => /\.(js|css|json)$/.test(file))) {
  const bytes = readFileSync(join(out, name));
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
  writeFileSync(join(out, `${name}.br`), brotliCompressSync(bytes, { params }));
}
