// What draws copse's pictures: Vega-Lite specifications become SVG, in a browser by `embed`, elsewhere by `vega`.
export * as vega from 'vega';
export * as vegaLite from 'vega-lite';
export { default as embed } from 'vega-embed';
