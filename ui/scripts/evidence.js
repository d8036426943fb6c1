// The evidence: ticks and notes are kept as they are made, and a click in the menu of exports fetches a file.
element.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-mark]");
  if (!button) return;
  const pressed = button.getAttribute("aria-pressed") !== "true";
  for (const each of button.parentElement.querySelectorAll("button[data-mark]"))
    each.setAttribute("aria-pressed", String(each === button && pressed));
  keep(button.closest(".ticks"));
});

element.addEventListener("focusin", (event) => {
  const note = event.target.closest(".note");
  if (note) note.dataset.before = note.innerText;
});
element.addEventListener("focusout", (event) => {
  const note = event.target.closest(".note");
  if (note && note.innerText !== note.dataset.before) keep(note.closest(".ticks"));
});

// One after the other, so that what was ticked last is what is kept; that it is kept is said when nothing of the row waits.
let sending = Promise.resolve();
function keep(ticks) {
  ticks.querySelector(".saved").textContent = strings.keeping;
  ticks.waiting = (ticks.waiting ?? 0) + 1;
  sending = sending.then(() => send(ticks));
}

async function send(ticks) {
  const state = ticks.querySelector("[aria-pressed='true']")?.dataset.mark ?? "";
  const note = ticks.querySelector(".note").innerText.trim().slice(0, 2000);
  const { message, number } = ticks.dataset;
  const headers = { "Content-Type": "application/json" };
  const body = JSON.stringify({ state, note });
  const sent = await fetch(`marks/${message}/${number}`, { method: "PUT", headers, body }).catch(() => null);
  ticks.waiting -= 1;
  if (!sent?.ok) ticks.querySelector(".saved").textContent = strings.not_kept;
  else ticks.querySelector(".saved").textContent = ticks.waiting ? strings.keeping : strings.kept;
}

document.addEventListener("click", (event) => {
  const button = event.target.closest?.("button[data-export]");
  document.querySelectorAll("details.export[open]").forEach((menu) => {
    if (button || !menu.contains(event.target)) menu.open = false;
  });
  if (!button) return;
  const replies = button.dataset.scope ? document.querySelectorAll("#thread .reply[data-message]") : [button.closest(".reply")];
  const messages = [...replies].map((reply) => reply.dataset.message).slice(-50);
  const link = document.createElement("a");
  link.href = `export/${messages.join(",")}.${button.dataset.export}`;
  link.download = "";
  link.click();
});

// The menu opens downwards, where the question box may be: bring it into view.
document.addEventListener("toggle", (event) => {
  if (event.target.matches?.("details.export[open]")) event.target.scrollIntoView({ block: "nearest" });
}, true);
