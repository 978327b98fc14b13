// Wakes the design system's own behaviour, only on pages that use it.
document.body.classList.add("js-enabled", "nhsuk-frontend-supported");
const source = document.documentElement.dataset.components;
if (source && document.querySelector("[data-module]")) import(source).then((design) => design.initAll());
