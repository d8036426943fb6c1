// The source panel: a link of the chat or of the panel itself opens its place here, with the marked words in view.
const PLACE = /^#((cite|said|hit|near|check|quote|found|evidence)-[0-9a-f]{24}-\d{1,4}(-\d{1,4})?|document-[a-z0-9-]{1,200})$/;
const side = document.getElementById("side"); // a sheet on a narrow screen
let asked = 0; // the latest click wins
let opener = null;

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a[href^='#']");
  if (link && PLACE.test(link.getAttribute("href"))) {
    event.preventDefault();
    if (!element.contains(link)) opener = link;
    open(link.getAttribute("href"));
  } else if (event.target.closest?.("[data-close='panel']")) {
    close();
  } else {
    event.target.closest?.("[data-close='notice']")?.parentElement.remove();
  }
});

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && "open" in side.dataset) close();
});

async function open(place) {
  const mine = ++asked;
  let html;
  try {
    html = await server.show(place);
  } catch {
    html = '<div class="panel"><p class="hint">The server did not answer. Is it still running?</p></div>';
  }
  if (mine !== asked) return;
  side.dataset.open = "";
  props.value = html;
  requestAnimationFrame(() => requestAnimationFrame(reveal));
}

// What the chat puts here, the passages found, begins at its top.
watch("value", () => {
  const box = element.querySelector(".pages");
  if (box && !element.querySelector("mark")) box.scrollTop = 0;
});

function reveal() {
  const box = element.querySelector(".pages");
  const mark = element.querySelector("mark");
  document.querySelectorAll("#thread .cite.current").forEach((link) => link.classList.remove("current"));
  const current = element.querySelector(".marks [aria-current]")?.getAttribute("href");
  if (current) document.querySelectorAll(`#thread a.cite[href="${current}"]`).forEach((a) => a.classList.add("current"));
  if (!box) return;
  const offset = mark ? mark.getBoundingClientRect().top - box.getBoundingClientRect().top : 0;
  box.scrollTop = mark ? box.scrollTop + offset - box.clientHeight / 4 : 0; // with what leads to the words above them
  if (matchMedia("(max-width: 900px)").matches) element.querySelector("h2")?.focus({ preventScroll: true });
}

function close() {
  delete side.dataset.open;
  opener?.focus({ preventScroll: true });
}
