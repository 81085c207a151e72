// Bundles what the desk's pages load: `node build.mjs OUT`. Each page takes only the bundles that it needs.
import { build } from "esbuild";
import { cpSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync, existsSync } from "node:fs";
import { join } from "node:path";

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

// Data and code that are used as they are.
cpSync("node_modules/world-atlas/countries-50m.json", join(out, "countries-50m.json"));
cpSync("node_modules/world-atlas/countries-110m.json", join(out, "countries-110m.json"));
cpSync("node_modules/swagger-ui-dist/swagger-ui-bundle.js", join(out, "swagger-ui-bundle.js"));
cpSync("node_modules/swagger-ui-dist/swagger-ui.css", join(out, "swagger-ui.css"));

// The licences of all that went in.
const used = new Set(["world-atlas", "swagger-ui-dist"]);
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
const bundled = join("node_modules/swagger-ui-dist/swagger-ui-bundle.js.LICENSE.txt");
if (existsSync(bundled)) parts.push(`inside swagger-ui-dist\n${"=".repeat(72)}\n\n${readFileSync(bundled, "utf8")}\n`);
writeFileSync(join(out, "LICENCES.txt"), "The desk's pages load these, each under its own licence.\n\n" + parts.join("\n\n"));
