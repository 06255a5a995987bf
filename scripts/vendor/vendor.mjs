// Copies the libraries and the base map that the desk's pages carry into the package, with their licences.
// Run by hand when a version changes: `npm ci && npm run vendor`; what it writes is committed, so that
// neither users nor the wheel's build need Node.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { feature, mesh } from "topojson-client";
import { presimplify, quantile, simplify } from "topojson-simplify";

const out = new URL("../../src/dragoman/web/static/vendor/", import.meta.url);
mkdirSync(out, { recursive: true });
const read = (path) => readFileSync(new URL(`node_modules/${path}`, import.meta.url), "utf8");
// Source maps are not carried: a browser's tools would ask for them in vain.
const plain = (text) => text.replace(/\n?\/\/# sourceMappingURL=\S+\s*$/, "\n");
const write = (name, text) => writeFileSync(new URL(name, out), text);

write("htmx.min.js", plain(read("htmx.org/dist/htmx.min.js")));
write("maplibre-gl.mjs", plain(read("maplibre-gl/dist/maplibre-gl.mjs")));
write("maplibre-gl-worker.mjs", plain(read("maplibre-gl/dist/maplibre-gl-worker.mjs")));
write("maplibre-gl.css", plain(read("maplibre-gl/dist/maplibre-gl.css")));

// Natural Earth, 1:50m, thinned to what a world map of a page's width can show, two decimals (about 1 km).
let world = JSON.parse(read("world-atlas/countries-50m.json"));
world = presimplify(world);
world = simplify(world, quantile(world, 0.55));
// The atlas has no seam at the date line: a ring that jumps across it goes on beyond 180 degrees instead.
const unroll = (line) => {
  let shift = 0;
  return line.map(([x, y], n) => {
    if (n) {
      const step = x - line[n - 1][0];
      if (step > 180) shift -= 360;
      else if (step < -180) shift += 360;
    }
    return [x + shift, y];
  });
};
const unrolled = (value) => (typeof value[0][0] === "number" ? unroll(value) : value.map(unrolled));
const round = (value) => (typeof value === "number" ? Math.round(value * 100) / 100 : value.map(round));
const land = feature(world, world.objects.land);
const borders = mesh(world, world.objects.countries, (a, b) => a !== b);
const shape = (geometry, kind) => ({ type: "Feature", properties: { kind }, geometry: { ...geometry, coordinates: round(unrolled(geometry.coordinates)) } });
const lands = (land.features ?? [land]).map((f) => shape(f.geometry, "land"));
write("world.json", JSON.stringify({ type: "FeatureCollection", features: [...lands, shape(borders, "border")] }));

const version = (name) => JSON.parse(read(`${name}/package.json`)).version;
const licence = (name, file) => `${name} ${version(name)}\n${"=".repeat(60)}\n${read(`${name}/${file}`).trim()}\n`;
write(
  "LICENSES.txt",
  [
    licence("htmx.org", "LICENSE"),
    licence("maplibre-gl", "LICENSE.txt"),
    licence("world-atlas", "LICENSE") + "\nThe map data are Natural Earth's, in the public domain.\n",
  ].join("\n\n"),
);
