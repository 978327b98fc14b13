// Saves an answer a moment after typing stops, so that a conversation is kept as it is held. The button works without.
const form = document.querySelector("form[data-autosave]");
const note = form?.querySelector("[data-autosave-note]");
const version = form?.querySelector("[name=version]");
let waiting, last = "";

async function save() {
  const body = new FormData(form);
  for (const [name, value] of [...body]) if (value instanceof File) body.delete(name); // files go with the button
  const words = body.get("words");
  if (!words.trim() || words === last || !body.get("said_by")) return;
  const answer = await fetch(form.action, { method: "POST", body, headers: { "X-Autosave": "1" } }).catch(() => null);
  if (!answer) return;
  const told = answer.ok ? await answer.json().catch(() => null) : null;
  if (told?.saved) { last = words; version.value = told.version; note.textContent = note.dataset.saved; }
  else if (answer.status === 409) { form.removeEventListener("input", wait); note.textContent = note.dataset.clash; }
}

function wait() { clearTimeout(waiting); waiting = setTimeout(save, 1500); }

form?.addEventListener("input", wait);
form?.addEventListener("submit", () => clearTimeout(waiting));
