// The chat: clicks on examples, suggestions, tools and readings, and a view that follows what is written.
const scroller = document.getElementById("scroll");

element.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-ask], button[data-action]");
  if (!button) return;
  if (button.dataset.action === "copy") return copy(button);
  if (button.dataset.action === "reuse") return reuse(button);
  const { ask = null, action = null, reading = null } = button.dataset;
  trigger("click", { ask, action, reading });
});

// The question of an earlier exchange goes into the box: it is asked anew at the end, and nothing is taken away.
function reuse(button) {
  const box = document.querySelector("#composer textarea");
  if (!box) return;
  box.value = button.closest(".turn").querySelector(".asked p").textContent;
  box.dispatchEvent(new Event("input", { bubbles: true }));
  box.focus();
  box.setSelectionRange(box.value.length, box.value.length);
}

// The server makes the copy, with its sources. The promise goes into the clipboard at once: later it would not be allowed.
async function copy(button) {
  const strings = window.verbatim.strings;
  const turn = button.closest(".turn");
  const message = turn.querySelector(".reply[data-message]")?.dataset.message;
  const whole = message ? fetch(`copy/${message}`).then((got) => (got.ok ? got.json() : null)).catch(() => null) : Promise.resolve(null);
  const part = (name, type) => whole.then((made) => new Blob([made ? made[name] : shown(turn, type)], { type }));
  try {
    const item = { "text/plain": part("plain", "text/plain"), "text/html": part("markup", "text/html") };
    await navigator.clipboard.write([new ClipboardItem(item)]);
    tell(button, (await whole) || !message ? strings.copied : strings.copy_gone);
  } catch {
    tell(button, strings.not_allowed);
  }
}

// What a reader sees, for a draft that was stopped or an answer that the server has forgotten.
function shown(turn, type) {
  const prose = turn.querySelector(".prose, .refusal, .reply").cloneNode(true);
  prose.querySelectorAll(".card, .tick, .struck, .unseen, .suggested, .after").forEach((extra) => extra.remove());
  const blocks = [...prose.querySelectorAll("p, li")].map((block) => block.textContent.trim());
  const text = (blocks.length ? blocks : [prose.textContent.trim()]).join("\n\n");
  if (type === "text/plain") return text;
  const page = document.createElement("pre");
  page.textContent = text;
  return page.outerHTML;
}

function tell(button, words) {
  const said = button.closest(".turn").querySelector(".tools .said");
  said.textContent = words;
  setTimeout(() => (said.textContent = ""), 4000);
}

function show(turn) {
  scroller.scrollTop += turn.getBoundingClientRect().top - scroller.getBoundingClientRect().top;
  placed = scroller.scrollTop;
}

// A question goes to the top when it is asked, and stays there: its answer grows below it, and where the finished answer
// takes the place of the draft nothing moves, unless the reader has scrolled: then nothing is scrolled for them.
let turns = 0;
let asked = ""; // the question of the draft
let placed = 0; // where the scroller was put last
if (scroller) {
  new ResizeObserver(() => scroller.style.setProperty("--page", `${scroller.clientHeight}px`)).observe(scroller);
  new MutationObserver(() => {
    const shown = element.querySelectorAll(".turn");
    const finished = shown.length > turns;
    const draft = document.querySelector("#draft .asked");
    turns = shown.length;
    const begins = draft && !asked;
    const stays = !asked || Math.abs(scroller.scrollTop - placed) < 2;
    if (begins) show(draft);
    else if (finished && stays) show(shown[shown.length - 1]);
    asked = draft?.textContent ?? "";
  }).observe(scroller, { childList: true, subtree: true, characterData: true });
}
