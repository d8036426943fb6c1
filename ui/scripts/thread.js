// The chat: clicks on examples, tools and readings, and a view that follows what is written.
const scroller = document.getElementById("scroll");

element.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-ask], button[data-action]");
  if (!button) return;
  if (button.dataset.action === "copy") return copy(button);
  const { ask = null, action = null, reading = null } = button.dataset;
  trigger("click", { ask, action, reading });
});

function copy(button) {
  const prose = button.closest(".turn").querySelector(".prose, .refusal");
  if (!prose || !navigator.clipboard) return;
  const clone = prose.cloneNode(true);
  clone.querySelectorAll(".card, .tick, .struck, .unseen").forEach((extra) => extra.remove());
  const blocks = [...clone.querySelectorAll("p, li")].map((block) => block.textContent.trim());
  navigator.clipboard.writeText((blocks.length ? blocks : [clone.textContent]).join("\n\n"));
  button.textContent = window.verbatim.strings.copied;
  setTimeout(() => (button.textContent = "Copy"), 1500);
}

function show(turn) {
  scroller.scrollTop += turn.getBoundingClientRect().top - scroller.getBoundingClientRect().top;
}

// Follow a draft while the reader is at its end; show a finished answer from its question on.
let turns = 0;
let following = true;
if (scroller) {
  scroller.addEventListener("scroll", () => {
    following = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < 80;
  });
  new MutationObserver(() => {
    const shown = element.querySelectorAll(".turn");
    const finished = shown.length > turns;
    const drafting = document.querySelector("#draft .asked");
    turns = shown.length;
    if (finished) return show(shown[shown.length - 1]);
    if (drafting && (following || !scroller.dataset.drafting)) scroller.scrollTop = scroller.scrollHeight;
    scroller.dataset.drafting = drafting ? "true" : "";
  }).observe(scroller, { childList: true, subtree: true, characterData: true });
}
