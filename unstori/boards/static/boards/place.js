// Pictures stand in their place as soon as one is chosen, by drag, tap or keys; every change is kept.
// The radio buttons are what is sent, so without this page everything works, in one list.
const form = document.querySelector("[data-placing]");
const board = form?.querySelector("[data-board]");
const homes = form ? new Map([...form.querySelectorAll("[data-place]")].map((one) => [one.dataset.place, one])) : new Map();
const inside = (place) => { const home = homes.get(place); return home.matches("[data-here]") ? home : home.querySelector("[data-here]"); };
const chosen = (card) => card.querySelector("input:checked")?.value ?? "";

const stand = (card) => { // in its place, in the order of the board
  const here = inside(chosen(card)), number = Number(card.dataset.card);
  if (card.parentElement === here) return;
  const after = [...here.children].find((one) => Number(one.dataset.card) > number);
  const focused = document.activeElement;
  here.insertBefore(card, after ?? null);
  if (card.contains(focused)) focused.focus({ preventScroll: false });
};

let waits = 0, sending = false, again = false;
const note = form?.querySelector("[data-note]");
const keep = async () => {
  if (sending) { again = true; return; }
  sending = true;
  try {
    const answer = await fetch(location.href, { method: "POST", body: new FormData(form), headers: { "X-Autosave": "1" }, redirect: "manual" });
    const said = answer.type === "opaqueredirect" ? null : await answer.json();
    if (said?.saved) { form.elements.version.value = said.version; note.textContent = note.dataset.saved; }
    else if (said) note.textContent = note.dataset.clash;
  } catch { /* no connection: the button sends it later */ }
  sending = false;
  if (again) { again = false; keep(); }
};
const keepSoon = () => { clearTimeout(waits); waits = setTimeout(keep, 700); };

const place = (card, where) => {
  const radio = [...card.querySelectorAll("input")].find((one) => one.value === where);
  if (radio && !radio.checked) { radio.checked = true; radio.dispatchEvent(new Event("change", { bubbles: true })); }
};

const carry = (card, start) => {
  const from = { x: start.pageX, y: start.pageY };
  let over = null, moved = false;
  const under = (event) => { const found = document.elementFromPoint(event.clientX, event.clientY)?.closest("[data-place]"); return found && form.contains(found) ? found : null; };
  const move = (event) => {
    const x = event.pageX - from.x, y = event.pageY - from.y;
    if (!moved && Math.hypot(x, y) < 6) return;
    moved = true;
    card.classList.add("is-carried");
    card.style.transform = `translate(${x}px, ${y}px)`;
    if (event.clientY < 60) scrollBy(0, -14); else if (event.clientY > innerHeight - 60) scrollBy(0, 14);
    const now = under(event);
    if (now !== over) { over?.classList.remove("is-over"); now?.classList.add("is-over"); over = now; }
  };
  const end = (event) => {
    removeEventListener("pointermove", move);
    removeEventListener("pointerup", end);
    removeEventListener("pointercancel", end);
    over?.classList.remove("is-over");
    card.classList.remove("is-carried");
    card.style.transform = "";
    if (moved && over && event.type === "pointerup") place(card, over.dataset.place);
  };
  addEventListener("pointermove", move);
  addEventListener("pointerup", end);
  addEventListener("pointercancel", end);
};

if (form && board) {
  form.classList.add("is-live");
  board.hidden = false;
  for (const one of document.querySelectorAll(".only-drag, [data-tray-name]")) one.hidden = false;
  for (const card of form.querySelectorAll("[data-card]")) {
    stand(card);
    card.querySelector("legend").addEventListener("pointerdown", (event) => { if (event.button === 0) carry(card, event); });
    for (const picture of card.querySelectorAll("img")) picture.draggable = false;
  }
  form.addEventListener("change", (event) => {
    const card = event.target.closest("[data-card]");
    if (card) stand(card);
    keepSoon();
  });
  form.addEventListener("submit", () => { clearTimeout(waits); again = false; });
}
