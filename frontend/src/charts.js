// Time series, networks and maps: the part of ECharts that the desk uses, and the polygons of the world.
// A page hands over its data in <script type="application/json">; every chart has its table beside it.
import * as echarts from "echarts/core";
import { BarChart, GraphChart, LineChart, ScatterChart } from "echarts/charts";
import { AriaComponent, DataZoomComponent, GeoComponent, GridComponent, MarkPointComponent, TooltipComponent } from "echarts/components";
import { LabelLayout } from "echarts/features";
import { CanvasRenderer, SVGRenderer } from "echarts/renderers";
import { feature } from "topojson-client";

echarts.use([
  BarChart, GraphChart, LineChart, ScatterChart, AriaComponent, DataZoomComponent, GeoComponent, GridComponent,
  MarkPointComponent, TooltipComponent, LabelLayout, CanvasRenderer, SVGRenderer,
]);

// The named colours of desk.css, so that charts are of one piece with the page and follow light and dark.
export function colour(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
}

// The JSON that a page carries in <script type="application/json" id="…">.
export function data(id) {
  const place = document.getElementById(id);
  return place ? JSON.parse(place.textContent) : null;
}

// A chart in `element`, drawn by `option()` now and again when light and dark change; follows the element's size.
// Tooltips are drawn, not written as HTML: the strict policy allows no inline style, and no report can smuggle anything in.
export function chart(element, option, renderer = "svg") {
  const made = echarts.init(element, null, { renderer });
  const draw = () => {
    const chosen = option();
    const text = { color: colour("ink"), fontFamily: getComputedStyle(document.body).fontFamily };
    made.setOption({
      animation: !window.matchMedia("(prefers-reduced-motion: reduce)").matches,
      textStyle: text,
      ...chosen,
      tooltip: {
        renderMode: "richText", confine: true, backgroundColor: colour("paper-raised"), borderColor: colour("rule"),
        textStyle: text, ...chosen.tooltip,
      },
    }, true);
  };
  draw();
  new ResizeObserver(() => made.resize()).observe(element);
  document.addEventListener("desk:theme", draw);
  window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);
  return { made, draw };
}

export { echarts, feature };
window.deskCharts = { chart, colour, data, echarts, feature };
