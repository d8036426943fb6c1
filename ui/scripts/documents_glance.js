// The tab "Documents", its counts: an outlet narrows the table, a person leads to what they said.
element.addEventListener("click", (event) => {
  const { outlet, person } = event.target.closest("button")?.dataset ?? {};
  if (outlet) trigger("click", { outlet });
  else if (person) trigger("select", { person });
});
