// Says in words that a passkey was not read; the library only writes to the console.
document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  const lost = document.getElementById("passkey-lost");
  const main = document.getElementById("main");
  main.prepend(lost);
  lost.hidden = false;
});
