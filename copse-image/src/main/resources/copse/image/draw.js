// Runs after the chart library in an engine that has neither a page nor a canvas.

// Advance widths of DejaVu Sans from blank to tilde, in thousandths of an em: the widest of the usual sans-serif
// fonts, so that texts in another one leave a little room and never overlap. The library itself, without a canvas,
// takes 0.8 em for every character, too much for Latin and too little for Chinese.
const ADVANCES = [
    318, 401, 460, 838, 636, 950, 780, 275, 390, 390, 500, 838, 318, 361, 318, 337, 636, 636, 636, 636, 636, 636, 636,
    636, 636, 636, 337, 337, 838, 838, 838, 531, 1000, 684, 686, 698, 770, 632, 575, 775, 752, 295, 295, 656, 557, 863,
    748, 787, 603, 787, 695, 635, 611, 732, 684, 989, 685, 611, 685, 390, 337, 390, 838, 500, 500, 613, 635, 550, 635,
    615, 352, 635, 634, 278, 278, 579, 278, 974, 634, 612, 635, 635, 411, 521, 392, 634, 592, 818, 592, 592, 525, 636,
    337, 636, 838];
const OTHER = 640;
// Signs that are wider than letters.
const SIGNS = new Map([...'−×±≤≥≈→'].map(sign => [sign.codePointAt(0), 838]));
const FULL_WIDTH = 1000;
const BOLD = 1.1;

function advance(point) {
    if (point >= 32 && point < 127) return ADVANCES[point - 32];
    return point >= 0x2e80 && point < 0xfb00 || point >= 0xff00 ? FULL_WIDTH : SIGNS.get(point) ?? OTHER;
}

function textWidth(text, size, bold) {
    let sum = 0;
    for (const character of String(text)) sum += advance(character.codePointAt(0));
    return sum * size * (bold ? BOLD : 1) / 1000;
}

copseCharts.vega.textMetrics.width = (item, text) => {
    const bold = item.fontWeight === 'bold' || item.fontWeight >= 600;
    return textWidth(Array.isArray(text) ? text[0] : text ?? '', copseCharts.vega.textMetrics.height(item), bold);
};

// Breaks a title where its line is full: at blanks, and between Chinese characters.
function lines(text, size, width) {
    const done = [];
    let line = '';
    for (const word of text.match(/[\u2e80-\ufaff\uff00-\uffef][\u3001\u3002\uff0c\uff1a\uff1b\uff09]*|[^\s\u2e80-\ufaff\uff00-\uffef]+|\s+/gu) ?? []) {
        if (line.trim() !== '' && textWidth(line + word, size, true) > width && word.trim() !== '') {
            done.push(line.trim());
            line = word;
        } else {
            line += word;
        }
    }
    if (line.trim() !== '') done.push(line.trim());
    return done;
}

// Marks that stand for data: those of axes, legends, titles and grids do not count.
function marksOf(group) {
    let count = 0;
    for (const mark of group.items ?? []) {
        if (mark.marktype === 'group') {
            if (mark.role === 'scope' || mark.role === 'mark' || mark.role === 'frame') {
                for (const item of mark.items) count += marksOf(item);
            }
        } else if (mark.role === 'mark') {
            for (const item of mark.items) {
                const shown = item.opacity !== 0 && (item.bounds.width() > 0 || item.bounds.height() > 0);
                count += shown ? 1 : 0;
            }
        }
    }
    return count;
}

// A hundredth of a pixel is finer than any eye, and a third of the digits. What is inside of a picture with a name of
// its own need not be hidden from screen readers piece by piece.
function rounded(svg) {
    const places = / (?:d|transform|x|y|x1|y1|x2|y2|width|height)="[^"]*"/g;
    const short = number => String(Number(Number(number).toFixed(2)));
    return svg.replace(/<[^>]+>/g, tag => tag
        .replaceAll(' aria-hidden="true"', '')
        .replace(places, place => place.replace(/-?\d+\.\d{3,}(?:e-?\d+)?/g, short)));
}

// {spec, title, look: {width, height, font, titleSize}} as JSON, drawn. The answer is JSON in `globalThis.drawn`:
// {svg, width, height, marks, warnings} or {error}.
globalThis.draw = text => {
    globalThis.drawn = null;
    const warnings = [];
    const logger = {
        level() { return this; },
        error(...words) { warnings.push(words.join(' ')); return this; },
        warn(...words) { warnings.push(words.join(' ')); return this; },
        info() { return this; },
        debug() { return this; }
    };
    const fail = error => { globalThis.drawn = JSON.stringify({error: String(error?.message ?? error)}); };
    try {
        const {spec, title, look} = JSON.parse(text);
        const {vega, vegaLite} = copseCharts;
        if (title) {
            spec.title = {
                text: lines(title, look.titleSize, look.width), anchor: 'start', frame: 'group', fontSize: look.titleSize,
                fontWeight: 'bold', offset: look.titleSize
            };
        }
        const view = new vega.View(vega.parse(vegaLite.compile(spec, {logger}).spec), {renderer: 'none', logger});
        view.toSVG().then(svg => {
            const size = /^<svg[^>]* width="([0-9.]+)" height="([0-9.]+)"/.exec(svg);
            const marks = marksOf(view.scenegraph().root.items[0]);
            view.finalize();
            globalThis.drawn = JSON.stringify(
                {svg: rounded(svg), width: Number(size?.[1]), height: Number(size?.[2]), marks, warnings});
        }, fail);
    } catch (error) {
        fail(error);
    }
};
