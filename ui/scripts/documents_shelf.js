// The tab "Documents": sort, leaf, tick, delete, replace.
const SENT = ["sort", "page", "outlet", "delete", "renew", "undo", "forget", "clear"];
let focused = ""; // what had the focus before the table was made anew
let toTop = false;
let deleted = false;

element.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  const opened = event.target.closest("a.open");
  if (opened) mark(opened);
  if (!button) return;
  const data = button.dataset;
  if ("tick" in data) return tick(button);
  deleted = "deleteall" in data || "delete" in data;
  if ("deleteall" in data) return trigger("click", { delete: ticked().join(" ") });
  if ("replace" in data) return pick(data.replace);
  const name = SENT.find((each) => each in data);
  if (!name) return;
  focused = name === "sort" ? `[data-sort="${data.sort}"]` : "";
  toTop = name === "page" || name === "outlet";
  trigger("click", { [name]: data[name] });
});

watch("value", () => {
  if (focused) element.querySelector(focused)?.focus();
  if (toTop) document.getElementById("sift").scrollIntoView({ block: "start" });
  if (deleted) requestAnimationFrame(() => requestAnimationFrame(wayBack));
  focused = "";
  toTop = deleted = false;
});

// Whose row was deleted goes on at the way back, and not on the button that would delete the next row.
function wayBack() {
  const here = document.activeElement === document.body || element.contains(document.activeElement);
  if (here) document.querySelector("#indexing [data-undo]")?.focus({ preventScroll: true });
}

// The document that stands beside the table.
function mark(link) {
  element.querySelectorAll("a.open[aria-current]").forEach((each) => each.removeAttribute("aria-current"));
  link.setAttribute("aria-current", "true");
}

const boxes = () => [...element.querySelectorAll("[data-tick]")].filter((box) => box.dataset.tick !== "all");
const isTicked = (box) => box.getAttribute("aria-checked") === "true";
const ticked = () => boxes().filter(isTicked).map((box) => box.dataset.tick);

function tick(box) {
  const on = !isTicked(box);
  const those = box.dataset.tick === "all" ? boxes() : [box];
  those.forEach((each) => each.setAttribute("aria-checked", String(on)));
  const chosen = ticked().length;
  const all = element.querySelector("[data-tick='all']");
  all?.setAttribute("aria-checked", !chosen ? "false" : chosen === boxes().length ? "true" : "mixed");
  const button = element.querySelector("[data-deleteall]");
  button.dataset.name ??= button.textContent;
  button.hidden = !chosen;
  button.textContent = `${button.dataset.name} (${chosen})`;
}

// A new version of one document: chosen here, sent like any upload, put into its place by the server.
function pick(id) {
  const input = document.createElement("input");
  input.type = "file";
  input.addEventListener("change", async () => {
    const [file] = input.files;
    const sent = file ? await upload(file).catch(() => null) : null;
    const refused = file && !sent?.path ? [{ name: file.name, why: "upload" }] : [];
    if (file) trigger("upload", { replace: id, files: sent?.path ? [sent.path] : [], refused });
  });
  input.click();
}
