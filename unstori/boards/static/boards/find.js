// Finds pictures by a word as one types, in both languages; without this they stand under their headings.
const box = document.getElementById("find-picture");
const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
if (box) {
  box.closest("[hidden]").hidden = false;
  const groups = [...document.querySelectorAll(".choose details")];
  const open = new Map(groups.map((one) => [one, one.open]));
  box.addEventListener("keydown", (event) => { if (event.key === "Enter") event.preventDefault(); });
  box.addEventListener("input", () => {
    const wanted = plain(box.value).split(/\s+/).filter(Boolean);
    for (const group of groups) {
      let found = 0;
      for (const item of group.querySelectorAll("li")) {
        const words = plain(item.dataset.words).split(/[\s,']+/);
        item.hidden = !wanted.every((part) => words.some((word) => word.startsWith(part)));
        found += item.hidden ? 0 : 1;
      }
      group.hidden = !found;
      group.open = wanted.length ? found > 0 : open.get(group);
    }
  });
}
