// The tab "Check a quotation": a click on the example checks it.
element.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-text]");
  if (button) trigger("click", { text: button.dataset.text });
});
