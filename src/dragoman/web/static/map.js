// The map: places from the ledger over the bundled base map. Without WebGL the table below says the same.
const holder = document.getElementById("map");
const color = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

try {
  const { Map: WorldMap, NavigationControl, Popup, setWorkerUrl } = await import(holder.dataset.maplibre);
  setWorkerUrl(new URL(holder.dataset.worker, location.href).href);
  const answer = await fetch(holder.dataset.spots);
  if (!answer.ok) throw new Error(await answer.text());
  const places = await answer.json();

  const map = new WorldMap({
    container: holder,
    attributionControl: { compact: false, customAttribution: "Natural Earth" },
    center: [20, 25], zoom: 1.1, minZoom: 0.5, maxZoom: 9, dragRotate: false, pitchWithRotate: false,
    style: {
      version: 8,
      sources: { world: { type: "geojson", data: new URL(holder.dataset.world, location.href).href } },
      layers: [
        { id: "sea", type: "background", paint: { "background-color": color("--sunk") } },
        { id: "land", type: "fill", source: "world", filter: ["==", ["get", "kind"], "land"], paint: { "fill-color": color("--card"), "fill-outline-color": color("--line") } },
        { id: "border", type: "line", source: "world", filter: ["==", ["get", "kind"], "border"], paint: { "line-color": color("--line"), "line-width": 1 } },
      ],
    },
  });
  map.addControl(new NavigationControl({ showCompass: false }), "top-right");
  map.on("load", () => {
    const sum = (name) => ["+", ["get", name]];
    map.addSource("places", {
      type: "geojson", data: places, cluster: true, clusterRadius: 38,
      clusterProperties: { cooperation: sum("cooperation"), conflict: sum("conflict") },
    });
    const count = ["+", ["get", "cooperation"], ["get", "conflict"]];
    map.addLayer({
      id: "places", type: "circle", source: "places",
      paint: {
        "circle-radius": ["interpolate", ["linear"], ["ln", ["+", 1, count]], 0, 5, 8, 26],
        "circle-color": ["case", [">", ["get", "conflict"], ["get", "cooperation"]], color("--material-conflict"), color("--material-cooperation")],
        "circle-opacity": 0.78, "circle-stroke-color": color("--card"), "circle-stroke-width": 1.5,
      },
    });
    const bounds = places.features.map((one) => one.geometry.coordinates);
    if (bounds.length) {
      const xs = bounds.map((p) => p[0]), ys = bounds.map((p) => p[1]);
      map.fitBounds([[Math.min(...xs), Math.min(...ys)], [Math.max(...xs), Math.max(...ys)]], { padding: 60, maxZoom: 5, animate: false });
    }
    holder.dataset.ready = "true";
  });
  map.on("click", "places", async (event) => {
    const one = event.features[0];
    if (one.properties.cluster) {
      const zoom = await map.getSource("places").getClusterExpansionZoom(one.properties.cluster_id);
      map.easeTo({ center: one.geometry.coordinates, zoom });
      return;
    }
    const box = document.createElement("div");
    const link = document.createElement("a");
    link.href = one.properties.address; link.textContent = one.properties.name;
    const counts = document.createElement("p");
    counts.textContent = `${one.properties.cooperation} of cooperation, ${one.properties.conflict} of conflict`;
    box.append(link, counts);
    new Popup({ focusAfterOpen: true }).setLngLat(one.geometry.coordinates).setDOMContent(box).addTo(map);
  });
  map.on("mouseenter", "places", () => { map.getCanvas().style.cursor = "pointer"; });
  map.on("mouseleave", "places", () => { map.getCanvas().style.cursor = ""; });
} catch (error) {
  holder.classList.add("empty");
  holder.textContent = "The map cannot be drawn here; the table below lists the same places.";
  holder.dataset.ready = "no";
  console.info(String(error));
}
