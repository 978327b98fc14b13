// Says when the connection is lost, and does not let a form be sent into nowhere: the words stay on the page.
const notice = document.getElementById("lost-connection");
const show = () => { if (notice) notice.hidden = navigator.onLine; };
addEventListener("online", show);
addEventListener("offline", show);
addEventListener("submit", (event) => {
  if (navigator.onLine || event.defaultPrevented || event.target.method !== "post" || "offline" in event.target.dataset) return;
  event.preventDefault();
  show();
  notice?.scrollIntoView({ block: "nearest" });
}, true);
show();
