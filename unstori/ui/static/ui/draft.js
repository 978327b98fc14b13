// Keeps what is typed in <textarea data-draft> in this tab until it is saved: a lost page loses no word.
// Only this tab and only this person: signing out or changing who you are empties it. Without JavaScript nothing breaks.
const owner = document.body.dataset.owner || "";
const prefix = "draft:";
const mine = prefix + owner + ":";
const bare = (address) => address.replace(/[?&]kept=[^&]*/, ""); // a form that was filled again is the same form
const here = bare(location.pathname + location.search);
let kept = sessionStorage;
try { kept.length; } catch { kept = null; }

const keys = () => Object.keys(kept).filter((key) => key.startsWith(prefix));
// A session that ran out by itself empties nothing: the tab waits for whoever signs in, and then keeps only what is theirs.
const waiting = "waiting";
if (kept && document.body.classList.contains("ran-out")) kept.setItem(waiting, "1");
const waits = kept && !owner && kept.getItem(waiting);
if (kept && !waits) for (const key of keys()) if (!owner || !key.startsWith(mine)) kept.removeItem(key);
if (kept && owner) kept.removeItem(waiting);
// A form that was sent and led on was taken; one that was refused, or never arrived, stands at its own address again.
const ledOn = (from) => from !== here && bare(document.referrer) === location.origin + from;
if (kept && !waits) for (const key of keys().filter((one) => one.endsWith(":sent")))
  if (document.body.hasAttribute("data-saved") || ledOn(kept.getItem(key))) { kept.removeItem(key); kept.removeItem(key.slice(0, -5)); }

for (const area of kept ? document.querySelectorAll("textarea[data-draft]") : []) {
  const key = mine + here + "#" + area.name; // the address names the person and the form: no text comes up elsewhere
  const note = area.closest("form")?.querySelector("[data-draft-note]");
  const say = (what) => { if (note) note.textContent = note.dataset[what]; };
  const before = kept.getItem(key);
  kept.removeItem(key + ":sent");
  if (before && !area.value) { area.value = before; say("restored"); }
  area.addEventListener("input", () => {
    try { area.value ? kept.setItem(key, area.value) : kept.removeItem(key); say("kept"); } catch { /* the tab's store is full */ }
  });
  area.form?.addEventListener("submit", () => { if (kept.getItem(key)) kept.setItem(key + ":sent", here); });
}
