// What others add appears by itself, calmly: only what they wrote changes, never the box that one writes in, and never
// under a finger or the keyboard. Without JavaScript "Look again" loads the page.
const live = document.querySelector("[data-live]");
const note = document.querySelector("[data-live-note]");
const EVERY = 6000;
const bare = (html) => html.replace(/name="csrfmiddlewaretoken"[^>]*/g, "");
const rows = () => [...live.querySelectorAll("[data-row], .tag")].map((one) => one.dataset.row || one.textContent).join();
let last = "";

async function look() {
  if (document.hidden || live.contains(document.activeElement)) return;
  const answer = await fetch(location.href, { headers: { "X-Live": "1" } }).catch(() => null);
  if (!answer?.ok || answer.redirected) return;
  const html = await answer.text();
  if (bare(html) === last || live.contains(document.activeElement)) return;
  const before = rows();
  last = bare(html);
  live.innerHTML = html;
  if (rows() !== before) note.textContent = note.dataset.new;
}

if (live) setInterval(look, EVERY);
