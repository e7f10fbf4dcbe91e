// The workbench is at the address that the page came from, whatever name it goes by there.
const socket = new URL("ws", window.location.href);
socket.protocol = socket.protocol === "https:" ? "wss:" : "ws:";
document.getElementById("terminal").dataset.sessionWebsocketUrl = socket.href;
document.getElementById("again").addEventListener("click", () => window.location.reload());
// Keys go to the workbench from the first moment, without a click.
new MutationObserver((_changes, seen) => {
  const keys = document.querySelector(".xterm-helper-textarea");
  if (keys && document.body.classList.contains("-first-byte")) {
    seen.disconnect();
    keys.focus();
  }
}).observe(document.body, { attributes: true, subtree: true, childList: true });
