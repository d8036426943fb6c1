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
