// Runs before the chart library: what it expects of its surroundings, and V8 alone does not have. Nothing here loads or
// waits: timers run at once.
globalThis.structuredClone ??= function clone(value) {
    if (Array.isArray(value)) return value.map(clone);
    if (value instanceof Date) return new Date(value);
    if (value === null || typeof value !== 'object') return value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, clone(inner)]));
};
globalThis.setTimeout ??= work => { work(); };
globalThis.clearTimeout ??= () => {};
globalThis.setInterval ??= () => 0;
globalThis.clearInterval ??= () => {};
