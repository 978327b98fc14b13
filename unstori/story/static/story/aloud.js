// Reads the question and its choices aloud in the browser's own voice. The button stays away where there is none for the
// page's language: a Welsh page is not read in an English voice.
const button = document.querySelector("[data-speak]");
const language = document.documentElement.lang;
const speech = window.speechSynthesis;
const voice = () => speech.getVoices().find((one) => one.lang.toLowerCase().startsWith(language));
const label = button?.querySelector("span");
const said = label?.textContent;

function show() { if (voice()) button.hidden = false; }

function rest() { button.classList.remove("speaking"); label.textContent = said; }

function speak() {
  if (button.classList.contains("speaking")) { speech.cancel(); rest(); return; }
  const texts = [...document.querySelectorAll("[data-aloud]")].map((one) => one.textContent.trim()).filter(Boolean);
  const line = new SpeechSynthesisUtterance(texts.join(". "));
  line.voice = voice();
  line.lang = line.voice.lang;
  line.rate = 0.9;
  line.onend = line.onerror = rest;
  speech.cancel();
  button.classList.add("speaking");
  label.textContent = button.dataset.stop;
  speech.speak(line);
}

if (button && speech) {
  show();
  speech.addEventListener?.("voiceschanged", show);
  button.addEventListener("click", speak);
  addEventListener("pagehide", () => speech.cancel());
}
