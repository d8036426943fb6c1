// The tab "Who said what": look somebody up by a click, switch the plot, copy statements, save them as CSV.
const { strings } = window.verbatim;
element.addEventListener("click", (event) => {
  const words = event.target.closest("a.said");
  if (words) mark(words);
  const button = event.target.closest("button");
  if (!button) return;
  const { who, about = null, more, plot, copy, csv } = button.dataset;
  if (who !== undefined) trigger("click", { who, about });
  else if (more) trigger("click", { more });
  else if (plot) draw(plot);
  else if (copy) put(button, copy === "all" ? everything() : copy);
  else if (csv !== undefined) save(button);
});

// The statement whose source stands beside the table.
function mark(words) {
  element.querySelectorAll("a.said[aria-current]").forEach((link) => link.removeAttribute("aria-current"));
  words.setAttribute("aria-current", "true");
}

function draw(plot) {
  element.querySelectorAll("[data-plotted]").forEach((figure) => (figure.hidden = figure.dataset.plotted !== plot));
  element.querySelectorAll("[data-plot]").forEach((button) =>
    button.setAttribute("aria-pressed", String(button.dataset.plot === plot))
  );
}

const everything = () =>
  [...element.querySelectorAll("td [data-copy]")].map((button) => button.dataset.copy).join("\n\n");

async function put(button, text) {
  if (!navigator.clipboard) return tell(button, strings.not_allowed);
  await navigator.clipboard.writeText(text).then(() => tell(button, strings.copied), () => tell(button, strings.not_allowed));
}

// The file is made here from what the server sends, so that it has a name and needs no place of its own.
async function save(button) {
  const message = element.querySelector("[data-message]").dataset.message;
  tell(button, strings.saving, 60000);
  const text = await server.csv(message).catch(() => "");
  if (!text) return tell(button, strings.look_up_again, 4000);
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob(["\ufeff", text], { type: "text/csv;charset=utf-8" }));
  link.download = "statements.csv";
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  tell(button, strings.saved);
}

// What became of a click, in its button for a while; the status line tells it to a screen reader.
function tell(button, what, milliseconds = 1500) {
  button.dataset.name ??= button.innerHTML;
  button.textContent = what;
  clearTimeout(Number(button.dataset.timer));
  button.dataset.timer = setTimeout(() => (button.innerHTML = button.dataset.name), milliseconds);
  const line = element.querySelector(".told");
  if (line) line.textContent = what;
}
