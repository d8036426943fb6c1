// The tab "Documents": how far an update is, with its button to stop, and the notices with their way back.
element.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button) return;
  const { stop, undo, catchup, dismiss } = button.dataset;
  if (stop !== undefined) trigger("stop");
  else if (undo) trigger("click", { undo });
  else if (catchup !== undefined) trigger("click", { catchup });
  else if (dismiss !== undefined) props.value = "";
});

// A reader at the keyboard whose row was deleted goes on at the way back.
watch("value", () => {
  const undo = element.querySelector("[data-undo]");
  if (undo && document.activeElement === document.body) undo.focus();
});
