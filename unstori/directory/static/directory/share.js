// Buttons that only a script can serve: shown where the device has what they need. The address and the email work without.
const part = (name) => document.querySelector(`[data-${name}]`);
const show = (name, pressed) => {
  const whole = part(name);
  if (!whole) return;
  whole.hidden = false;
  whole.querySelector("button").addEventListener("click", () => pressed(whole));
};
if (navigator.share) show("share", ({ dataset }) => navigator.share({ title: dataset.title, url: dataset.share }).catch(() => {}));
if (navigator.clipboard) show("copy", async (whole) => {
  const box = document.getElementById(whole.dataset.copy);
  await navigator.clipboard.writeText(box.value).catch(() => box.select());
  whole.querySelector("[role=status]").textContent = whole.dataset.done;
});
show("print", () => window.print());
