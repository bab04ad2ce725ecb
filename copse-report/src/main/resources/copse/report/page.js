// Draws the figures of a page one after the other, and lays them out again for paper.
(() => {
  'use strict';
  const page = document.documentElement;
  const views = [];
  const font = getComputedStyle(page).fontFamily;

  // Pictures fill their box, but for those with texts in boxes (usermeta.whole), which keep their proportions.
  // Several views side by side are 560 pixels wide together, and shrink or grow by one factor; those that are still too
  // wide are scaled by the page's style.
  const COMMON_WIDTH = 560;
  // Below this, labels longer than LABEL would leave no room for what they label.
  const NARROW = 480;
  const LABEL = 110;
  const shorten = part => {
    for (const [key, value] of Object.entries(part)) {
      if (typeof value === 'object' && value !== null && key !== 'data' && key !== 'legend') {
        shorten(value);
      } else if ((key === 'labelLimit' || key === 'labelPadding') && value > LABEL) {
        part[key] = LABEL;
      }
    }
  };
  const joined = spec => spec.hconcat ?? spec.vconcat ?? spec.concat ?? (spec.spec ? [spec.spec] : undefined);
  const stretch = (spec, factor) => {
    if (typeof spec.width === 'number') {
      spec.width = Math.round(spec.width * factor);
    }
    (joined(spec) ?? []).forEach(view => stretch(view, factor));
  };

  const save = (view, format, name) => view.toImageURL(format, format === 'png' ? 2 : 1).then(url => {
    const link = document.createElement('a');
    link.href = url;
    link.download = `${name}.${format}`;
    link.click();
  });

  const draw = async figure => {
    const box = figure.querySelector('.chart');
    const spec = JSON.parse(figure.querySelector('script').textContent);
    spec.description = [...figure.querySelectorAll('figcaption, .description')].map(part => part.textContent).join('. ');
    if (box.clientWidth < NARROW) {
      shorten(spec);
      spec.config = {...spec.config, legend: {...spec.config?.legend, columns: 1}};
    }
    if (spec.usermeta?.whole) {
      box.classList.add('whole');
    } else if (joined(spec)) {
      stretch(spec, box.clientWidth / COMMON_WIDTH);
    } else if (!Object.keys(spec.encoding ?? {}).some(channel => ['row', 'column', 'facet'].includes(channel))) {
      spec.width = 'container';
    }
    const {view} = await copseCharts.embed(box, spec, {
      actions: false, ast: true, mode: 'vega-lite', renderer: 'svg', config: {font, background: null},
    });
    views.push({view, box, fills: spec.width === 'container'});
    if (box.scrollWidth > box.clientWidth) {
      box.tabIndex = 0; // keys scroll what has the focus
    }
    const buttons = figure.querySelector('.save');
    for (const button of buttons.querySelectorAll('button')) {
      button.addEventListener('click', () => save(view, button.value, figure.id));
    }
    buttons.hidden = false;
  };

  const relayout = width => {
    for (const {view, box, fills} of views) {
      if (fills) {
        view.width(width ?? box.clientWidth).run();
      }
    }
  };

  let folded = [];
  addEventListener('beforeprint', () => {
    folded = [...document.querySelectorAll('details:not([open], .source)')];
    folded.forEach(details => { details.open = true; });
    relayout(660); // what A4 leaves between the margins, in pixels of 1/96 inch
  });
  addEventListener('afterprint', () => {
    folded.forEach(details => { details.open = false; });
    relayout();
  });

  (async () => {
    for (const figure of document.querySelectorAll('figure')) {
      try {
        await draw(figure);
      } catch (error) {
        console.error(figure.id, error);
      }
    }
    page.dataset.charts = 'drawn';
  })();
})();
