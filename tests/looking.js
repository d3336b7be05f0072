// What the browser tests ask of a page: each function yields what is wrong, or nothing.

function tooWide() {
  const apart = ".scroll, pre, textarea, .unseen, .groups";
  return [...document.querySelectorAll("body *")]
    .filter((e) => e.getBoundingClientRect().right > innerWidth + 1 && !e.closest(apart))
    .map((e) => e.outerHTML.slice(0, 120)).slice(0, 5);
}

function coveredLabels() {
  const boxes = (svg) => [...svg.querySelectorAll("text.label")].map((t) => [t.textContent, t.getBoundingClientRect()]);
  const meet = (a, b) => a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 5 && b.top < a.bottom - 5;
  return [...document.querySelectorAll("svg[role=img]")].flatMap((svg) => boxes(svg).flatMap(([one, a], i, all) =>
    all.slice(i + 1).filter(([, b]) => meet(a, b)).map(([other]) => `${one} | ${other}`)));
}

function clippedLabels() {
  return [...document.querySelectorAll("svg[role=img] text")].filter((t) => {
    const a = t.getBoundingClientRect(), b = t.closest("svg").getBoundingClientRect();
    return a.left < b.left - 1 || a.right > b.right + 1 || a.top < b.top - 1 || a.bottom > b.bottom + 1;
  }).map((t) => t.textContent);
}

function faintTexts() {
  const parts = (colour) => (colour.match(/[\d.]+/g) || []).map(Number);
  const linear = (v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
  const light = (colour) => parts(colour).slice(0, 3).map((v) => linear(v / 255))
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const solid = (colour) => parts(colour).length > 0 && parts(colour)[3] !== 0;
  const ground = (e) => {
    for (; e; e = e.parentElement) {
      const colour = getComputedStyle(e).backgroundColor;
      if (solid(colour)) return colour;
    }
    return "rgb(255, 255, 255)";
  };
  const texts = [...document.querySelectorAll("body *")].filter((e) => !e.closest("svg, .unseen, option")
    && [...e.childNodes].some((n) => n.nodeType === Node.TEXT_NODE && n.textContent.trim()));
  return texts.map((e) => {
    const [a, b] = [light(getComputedStyle(e).color), light(ground(e))];
    return [(Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05), e];
  }).filter(([ratio]) => ratio < 4.5).map(([ratio, e]) => `${ratio.toFixed(2)} ${e.outerHTML.slice(0, 100)}`).slice(0, 8);
}

function withoutFocus() {
  return [...document.querySelectorAll("a[href], button, input:not([type=hidden]), select, [tabindex='0']")].filter((e) => {
    e.focus({ focusVisible: true });
    return document.activeElement === e && getComputedStyle(e).outlineStyle === "none";
  }).map((e) => e.outerHTML.slice(0, 120)).slice(0, 5);
}

function links() {
  return [...document.querySelectorAll("main a[href]")].map((a) => a.getAttribute("href"));
}
